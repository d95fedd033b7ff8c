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

    /// <summary>The kubelet's events about failed pulls of a namespace's pods, or of all namespaces.</summary>
    public static string FailedPulls(string? ns) => $"{(ns is null ? "api/v1" : Namespace(ns))}/events?fieldSelector=involvedObject.kind%3DPod%2Creason%3DFailed";

    /// <summary>A Job.</summary>
    public static string Job(string ns, string name) => $"apis/batch/v1/namespaces/{Escape(ns)}/jobs/{Escape(name)}";

    /// <summary>The Jobs that carry a label, whatever its value.</summary>
    public static string JobsLabelled(string ns, string label) => $"apis/batch/v1/namespaces/{Escape(ns)}/jobs?labelSelector={Escape(label)}";

    /// <summary>
    /// Where OpenShift's API server imports images; with <c>import: false</c> it asks the registry and stores nothing
    /// (openshift-apiserver, pkg/image/apiserver/registry/imagestreamimport/rest.go).
    /// </summary>
    public static string ImageStreamImports(string ns) => $"apis/image.openshift.io/v1/namespaces/{Escape(ns)}/imagestreamimports";

    public static string MachineConfig(string name) => $"apis/machineconfiguration.openshift.io/v1/machineconfigs/{Escape(name)}";

    /// <summary>The owner of a pod with a template; null for a kind without a known one.</summary>
    public static string? Owner(string ns, string kind, string name) => kind switch
    {
        "ReplicaSet" or "StatefulSet" or "DaemonSet" => $"apis/apps/v1/namespaces/{Escape(ns)}/{kind.ToLowerInvariant()}s/{Escape(name)}",
        "ReplicationController" => $"{Namespace(ns)}/replicationcontrollers/{Escape(name)}",
        "Job" => Job(ns, name),
        _ => null,
    };

    private static string Escape(string name) => Uri.EscapeDataString(name);
}
