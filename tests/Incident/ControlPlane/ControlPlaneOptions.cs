namespace PostSoftwareHook.Incident;

public sealed record ControlPlaneOptions
{
    /// <summary>Whether the kinds of OpenShift and RHACM are served. Without them the server is a plain Kubernetes.</summary>
    public bool CustomResources { get; init; } = true;

    /// <summary>
    /// Limit for concurrent reads, and for concurrent writes, above which the API server answers 429. It does not apply to watches and
    /// users of <see cref="ControlPlaneUsers.MastersGroup"/>. Null: the server's defaults.
    /// </summary>
    public int? MaxRequestsInFlight { get; init; }

    /// <summary>Time limit for etcd and for the API server to start, each.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
