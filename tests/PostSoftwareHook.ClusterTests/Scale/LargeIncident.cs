using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Scale;

/// <summary>An API server of its own with a large cluster on it.</summary>
internal sealed class LargeIncident : IAsyncDisposable
{
    private readonly RawApi _api;

    private LargeIncident(ControlPlane controlPlane, int namespaces)
    {
        ControlPlane = controlPlane;
        _api = new(controlPlane);
        Cluster = new(_api, namespaces);
    }

    /// <summary>The server.</summary>
    public ControlPlane ControlPlane { get; }

    /// <summary>What is on it.</summary>
    public LargeCluster Cluster { get; }

    /// <summary>Runs the executable on it.</summary>
    public Hook Hook => new(ControlPlane, LargeCluster.Planted);

    /// <summary>The module's options for all of its namespaces. Nobody plays the kubelet, so that there is nothing to wait for.</summary>
    public static JsonObject Options => new()
    {
        ["targets"] = new JsonArray(new JsonObject { ["namespace"] = LargeCluster.Glob }),
        ["wait"] = false,
        ["wait_timeout"] = 240,
    };

    /// <summary>Makes one.</summary>
    public static async Task<LargeIncident> BeginAsync(int namespaces, ControlPlaneOptions? options = null)
    {
        var incident = new LargeIncident(await ControlPlane.StartAsync(options), namespaces);
        await incident.Cluster.CreateAsync();
        return incident;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ControlPlane.DisposeAsync();
    }
}
