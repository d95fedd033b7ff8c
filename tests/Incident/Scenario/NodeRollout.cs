using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The machine config operator: keeps the node's file, the rendered MachineConfigs, the pool <c>master</c> and the node's annotations
/// consistent (machine-config-operator pkg/controller/node/status.go, calculateStatus). On a plain Kubernetes there is only the file.
/// </summary>
internal sealed class NodeRollout(ControlPlane controlPlane, KubeletNode node, Planted planted, IncidentOptions options)
{
    public const string Pool = "master";

    private readonly CustomResources _configs = new(controlPlane.Client, CustomKind.MachineConfig);
    private readonly CustomResources _pools = new(controlPlane.Client, CustomKind.MachineConfigPool);
    private readonly HashSet<string> _stored = [];
    private RenderedConfig _current = new(Pool, null, 1, options.NodeConfigInBase64);
    private RenderedConfig? _pending;
    private PoolState _state = PoolState.Updated;

    /// <summary>The node's annotations now.</summary>
    public IReadOnlyDictionary<string, string> Annotations => controlPlane.HasCustomResources ? AnnotationsFor(DesiredByNode) : [];

    /// <summary>A paused pool does not tell its nodes of a new config (pkg/controller/node/node_controller.go, syncMachineConfigPool).</summary>
    private RenderedConfig DesiredByNode => _state is PoolState.Paused ? _current : _pending ?? _current;

    /// <summary>Sets what the node has from the beginning; <see cref="CreateAsync"/> makes the objects.</summary>
    public void Begin(string? dockerConfigJson)
    {
        node.DockerConfigJson = dockerConfigJson;
        _current = _current with { DockerConfigJson = dockerConfigJson };
    }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await StoreAsync(_current, cancellationToken);
        var pool = CustomResource.Of(CustomKind.MachineConfigPool, null, Pool, PoolSpec(Pool, paused: false, _current));
        pool.Status = PoolStatus();
        await _pools.CreateAsync(pool, cancellationToken);
    }

    /// <summary>Puts this content into the node's file, as the end of a rollout does. Nothing is pending then.</summary>
    public async Task FinishAsync(string? dockerConfigJson, CancellationToken cancellationToken)
    {
        node.DockerConfigJson = dockerConfigJson;
        _current = (_pending ?? _current) with { DockerConfigJson = dockerConfigJson };
        _pending = null;
        _state = PoolState.Updated;
        await WriteAsync(cancellationToken);
    }

    /// <summary>Sets the pool's state. In every state but Updated, a config with this file is rendered and pending.</summary>
    public async Task SetStateAsync(PoolState state, string dockerConfigJson, CancellationToken cancellationToken)
    {
        _state = state;
        _pending = state is PoolState.Updated ? null : _current with { DockerConfigJson = dockerConfigJson, Rollout = _current.Rollout + 1 };
        await WriteAsync(cancellationToken);
    }

    /// <summary>Adds a paused pool without nodes, for which nothing is pending.</summary>
    public async Task AddPausedPoolAsync(string name, CancellationToken cancellationToken)
    {
        var config = _current with { Pool = name };
        await StoreAsync(config, cancellationToken);
        var pool = CustomResource.Of(CustomKind.MachineConfigPool, null, name, PoolSpec(name, paused: true, config));
        pool.Status = ClusterObjects.MachineConfigPoolStatus(PoolState.Updated, config, config, machines: 0);
        await _pools.CreateAsync(pool, cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (!controlPlane.HasCustomResources)
        {
            return;
        }

        await StoreAsync(_current, cancellationToken);
        await StoreAsync(_pending ?? _current, cancellationToken);
        var spec = new JsonObject { ["spec"] = PoolSpec(Pool, _state is PoolState.Paused, _pending ?? _current) };
        await _pools.MergeAsync(null, Pool, spec, cancellationToken);
        var annotations = new V1Patch(new V1Node { Metadata = new V1ObjectMeta { Annotations = AnnotationsFor(DesiredByNode) } }, V1Patch.PatchType.MergePatch);
        await controlPlane.Client.CoreV1.PatchNodeAsync(annotations, node.Name, cancellationToken: cancellationToken);
        await _pools.MergeStatusAsync(null, Pool, PoolStatus(), cancellationToken);
    }

    private async Task StoreAsync(RenderedConfig config, CancellationToken cancellationToken)
    {
        if (!_stored.Add(config.Name))
        {
            return;
        }

        if (config is { DockerConfigJson: { } content, DataUrl: { } url })
        {
            planted.AddDocument("node's file", content);
            planted.AddDocument("node's file in a MachineConfig", url);
        }

        await _configs.CreateAsync(config.ToResource(), cancellationToken);
    }

    private JsonObject PoolStatus() => ClusterObjects.MachineConfigPoolStatus(_state, _pending ?? _current, _current, machines: 1);

    private static JsonObject PoolSpec(string pool, bool paused, RenderedConfig config) => new()
    {
        ["paused"] = paused,
        ["configuration"] = config.ToReference(),
        ["nodeSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [$"node-role.kubernetes.io/{pool}"] = "" } },
    };

    /// <summary>The daemon's annotations (machine-config-operator pkg/daemon/constants/constants.go).</summary>
    private Dictionary<string, string> AnnotationsFor(RenderedConfig desired) => new()
    {
        ["machineconfiguration.openshift.io/currentConfig"] = _current.Name,
        ["machineconfiguration.openshift.io/desiredConfig"] = desired.Name,
        ["machineconfiguration.openshift.io/state"] = _state switch
        {
            PoolState.Updating => "Working",
            PoolState.Degraded => "Degraded",
            PoolState.Updated or PoolState.Paused => "Done",
        },
        ["machineconfiguration.openshift.io/reason"] = _state is PoolState.Degraded ? "unexpected on-disk state validating against the current config" : "",
    };
}
