namespace PostSoftwareHook.Api;

/// <summary>Where objects are, below the API server's address.</summary>
internal static class ApiPaths
{
    /// <summary>A namespace, to which the kinds in it are added.</summary>
    public static string Namespace(string ns) => $"api/v1/namespaces/{Escape(ns)}";

    /// <summary>All secrets of a namespace.</summary>
    public static string Secrets(string ns) => $"{Namespace(ns)}/secrets";

    /// <summary>A secret.</summary>
    public static string Secret(string ns, string name) => $"{Secrets(ns)}/{Escape(name)}";

    /// <summary>A serviceaccount.</summary>
    public static string ServiceAccount(string ns, string name) => $"{Namespace(ns)}/serviceaccounts/{Escape(name)}";

    /// <summary>A pod.</summary>
    public static string Pod(string ns, string name) => $"{Namespace(ns)}/pods/{Escape(name)}";

    /// <summary>The pods of that name: one, or none.</summary>
    public static string PodsNamed(string ns, string name) => $"{Namespace(ns)}/pods?fieldSelector={Escape($"metadata.name={name}")}";

    /// <summary>A Job.</summary>
    public static string Job(string ns, string name) => $"apis/batch/v1/namespaces/{Escape(ns)}/jobs/{Escape(name)}";

    /// <summary>The Jobs that carry a label, whatever its value.</summary>
    public static string JobsLabelled(string ns, string label) => $"apis/batch/v1/namespaces/{Escape(ns)}/jobs?labelSelector={Escape(label)}";

    private static string Escape(string name) => Uri.EscapeDataString(name);
}
