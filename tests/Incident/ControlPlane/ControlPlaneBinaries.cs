namespace PostSoftwareHook.Incident;

/// <summary>etcd and kube-apiserver as found by control-plane.sh, and the flags that these versions support.</summary>
internal sealed record ControlPlaneBinaries(string Folder, bool ApiServerHasInsecurePort, bool EtcdHasNoFsync)
{
    private static readonly TimeSpan TimeToBuild = TimeSpan.FromMinutes(30);
    private static readonly Lazy<Task<ControlPlaneBinaries>> Found = new(FindOnceAsync);

    public string Etcd => Path.Combine(Folder, "etcd");

    public string ApiServer => Path.Combine(Folder, "kube-apiserver");

    public static Task<ControlPlaneBinaries> FindAsync() => Found.Value;

    private static async Task<ControlPlaneBinaries> FindOnceAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "control-plane.sh");
        var folder = (await OutputAsync("bash", script)).Trim();
        var version = await OutputAsync(Path.Combine(folder, "kube-apiserver"), "--version");
        var etcdHelp = await OutputAsync(Path.Combine(folder, "etcd"), "--help");
        return new ControlPlaneBinaries(folder, IsBefore124(version), etcdHelp.Contains("unsafe-no-fsync", StringComparison.Ordinal));
    }

    /// <summary>Kubernetes 1.24 removed the flag --insecure-port; earlier versions need it to close the port.</summary>
    private static bool IsBefore124(string version)
    {
        var number = version.Trim().Split('v')[^1].Split('.');
        return int.Parse(number[0], null) == 1 && int.Parse(number[1], null) < 24;
    }

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var ran = await Ran.ToTheEndAsync(program, arguments, patience: TimeToBuild);
        return ran.ExitCode == 0 ? ran.Output + (ran.Output.Length == 0 ? ran.Errors : "") : throw new ControlPlaneException(ran.Errors);
    }
}
