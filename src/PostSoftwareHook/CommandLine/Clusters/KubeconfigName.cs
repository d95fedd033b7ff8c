namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>Derives a cluster's name from the path of its kubeconfig.</summary>
internal static class KubeconfigName
{
    private const string Kubeconfig = "kubeconfig";

    private static readonly string[] Endings = [".yaml", ".yml", ".conf", ".config", ".json"];

    /// <summary>
    /// <c>workshop-student1</c> for AgnosticD's <c>sno_workshop-student1_kubeconfig</c>, <c>student1</c> for <c>student1.kubeconfig</c>
    /// and for <c>student1/auth/kubeconfig</c>, as the OpenShift installer writes it.
    /// </summary>
    public static string Of(string path)
    {
        var file = Endings.Aggregate(Path.GetFileName(path), (name, ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name);
        if (file.EndsWith($"_{Kubeconfig}", StringComparison.Ordinal))
        {
            return file[..^(Kubeconfig.Length + 1)].Split('_')[^1];
        }

        var rest = file.Replace(Kubeconfig, "", StringComparison.OrdinalIgnoreCase).Trim('.', '-', '_');
        return rest.Length > 0 && !(rest == "config" && Folder(path, 1) is ".kube" or null) ? rest : (Folder(path, 1) == "auth" ? Folder(path, 2) : Folder(path, 1)) switch
        {
            null or "" or ".kube" => "default",
            var folder => folder,
        };
    }

    private static string? Folder(string path, int levels)
    {
        var folder = Path.GetFullPath(path);
        for (var i = 0; i < levels && folder is not null; i++)
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.GetFileName(folder);
    }
}
