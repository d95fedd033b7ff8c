namespace PostSoftwareHook.Incident;

/// <summary>How a control plane is started.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>Whether OpenShift's and RHACM's kinds are served. Without them the server is a plain Kubernetes.</summary>
    public bool CustomResources { get; init; } = true;

    /// <summary>
    /// How many reads, and how many writes, the API server works on at once before it says 429; users of
    /// <see cref="ControlPlaneUsers.MastersGroup"/> and watches aside. Its own defaults where it is null.
    /// </summary>
    public int? MaxRequestsInFlight { get; init; }

    /// <summary>How long etcd and the API server may take, each, before the start counts as failed.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
