namespace PostSoftwareHook.Api;

/// <summary>Paths of API objects, relative to the API server's URL.</summary>
internal static class ApiPaths
{
    /// <summary>The path of a namespace, to be extended with a kind.</summary>
    public static string Namespace(string ns) => $"api/v1/namespaces/{Escape(ns)}";

    public static string Secrets(string ns) => $"{Namespace(ns)}/secrets";

    public static string Secret(string ns, string name) => $"{Secrets(ns)}/{Escape(name)}";

    public static string ServiceAccount(string ns, string name) => $"{Namespace(ns)}/serviceaccounts/{Escape(name)}";

    public static string Pod(string ns, string name) => $"{Namespace(ns)}/pods/{Escape(name)}";

    /// <summary>A list with the pod of that name, or an empty one.</summary>
    public static string PodsNamed(string ns, string name) => $"{Namespace(ns)}/pods?fieldSelector={Escape($"metadata.name={name}")}";

    /// <summary>A Job.</summary>
    public static string Job(string ns, string name) => $"apis/batch/v1/namespaces/{Escape(ns)}/jobs/{Escape(name)}";

    /// <summary>The Jobs that carry a label, whatever its value.</summary>
    public static string JobsLabelled(string ns, string label) => $"apis/batch/v1/namespaces/{Escape(ns)}/jobs?labelSelector={Escape(label)}";

    private static string Escape(string name) => Uri.EscapeDataString(name);
}
