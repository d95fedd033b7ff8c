using System.Text.Json.Nodes;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>One cluster on which runs go wrong: what must hold after each of them, and in the end.</summary>
internal sealed class Trial
{
    /// <summary>How much longer than its deadline a run may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly SemaphoreSlim OnlyOnce = new(1);
    private static readonly Dictionary<IncidentOptions, string> Faultless = [];

    private readonly SnoIncident _incident;
    private readonly AuditMark _mark;
    private readonly HashSet<string> _stuck;
    private readonly string _faultless;

    private Trial(SnoIncident incident, AuditMark mark, HashSet<string> stuck, string faultless)
    {
        _incident = incident;
        _mark = mark;
        _stuck = stuck;
        _faultless = faultless;
    }

    /// <summary>Begins one on an incident that nobody has touched.</summary>
    public static async Task<Trial> BeginAsync(SnoIncident incident)
    {
        var faultless = await FaultlessAsync(incident);
        var stuck = (await incident.StuckAsync()).Select(pod => pod.Name()).ToHashSet();
        return new(incident, await incident.ControlPlane.Audit.MarkAsync(), stuck, faultless);
    }

    /// <summary>A run whose requests meet what <paramref name="plan"/> says; it ends in time, and its report is true.</summary>
    /// <param name="plan">What each request meets.</param>
    /// <param name="options">Options of the run.</param>
    /// <param name="imageApi">What is wrong with the image API until the run ends.</param>
    /// <param name="delay">How long <see cref="ImageApiFault.Slow"/> takes.</param>
    public async Task<FaultyRun> RunAsync(Func<ApiRequest, Fault?> plan, JsonObject? options = null, ImageApiFault imageApi = ImageApiFault.None, TimeSpan delay = default)
    {
        await _incident.SetImageApiAsync(imageApi, delay);
        var mark = await _incident.ControlPlane.Audit.MarkAsync();
        var limits = options ?? new() { ["wait_timeout"] = 30 };
        FaultyRun run;
        await using (var proxy = await FaultProxy.StartAsync(_incident.ControlPlane, plan))
        {
            limits["kubeconfig"] = proxy.Kubeconfig;
            var result = await new Hook(_incident).RunAsync(limits);
            run = new(result, proxy.Injected, imageApi);
        }

        await _incident.SetImageApiAsync(ImageApiFault.None);

        try
        {
            Assert.True(run.Took < TimeSpan.FromSeconds((int)limits["wait_timeout"]! + ((int?)limits["wait_for_namespaces"] ?? 0)) + Grace, $"It took {run.Took.TotalSeconds:0.0} s.");
            await new ReportTruth(run, await WritesSinceAsync(mark)).CheckAsync(_incident);
            if (!run.Result.Failed && (bool?)limits["wait"] != false)
            {
                Assert.Equal(_faultless, await ClusterState.OfAsync(_incident));
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\n{run}", e);
        }

        return run;
    }

    /// <summary>A run without faults heals what is left, and nothing was done twice or lost in all runs together.</summary>
    public async Task EndAsync()
    {
        var result = await new Hook(_incident).RunAsync();
        Assert.False(result.Failed, result.Message);
        Assert.Equal(_faultless, await ClusterState.OfAsync(_incident));
        await NothingWasDoneTwiceAsync();
    }

    /// <summary>No secret was created or changed twice, no link written twice, no pod restarted that was not stuck when all began.</summary>
    public async Task NothingWasDoneTwiceAsync()
    {
        var writes = await WritesSinceAsync(_mark);
        Assert.DoesNotContain(writes.GroupBy(write => (write.Namespace, write.Resource, write.Resource == "secrets" ? "" : write.Name)), group => group.Key.Resource != "pods" && group.Count() > 1);
        Assert.All(writes, write => Assert.Contains((write.Verb, write.Resource), (IEnumerable<(string, string)>)[("create", "secrets"), ("patch", "serviceaccounts"), ("delete", "pods")]));
        Assert.Subset(_stuck, writes.Where(write => write.Resource == "pods").Select(write => write.Name).ToHashSet());
    }

    /// <summary>Where a run without faults brings such an incident.</summary>
    private static async Task<string> FaultlessAsync(SnoIncident incident)
    {
        await OnlyOnce.WaitAsync();
        try
        {
            if (!Faultless.TryGetValue(incident.Options, out var state))
            {
                var result = await new Hook(incident).RunAsync();
                Assert.False(result.Failed, result.Message);
                state = await ClusterState.OfAsync(incident);
                Faultless[incident.Options] = state;
                await incident.ResetAsync();
            }

            return state;
        }
        finally
        {
            OnlyOnce.Release();
        }
    }

    /// <summary>The writes that the server did since, whoever heard of it. A pod that is on its way out can be deleted again without effect.</summary>
    private async Task<IReadOnlyList<AuditEntry>> WritesSinceAsync(AuditMark mark) =>
        [.. (await _incident.ControlPlane.Audit.WritesSinceAsync(mark)).Where(write => write.Code is >= 200 and < 300).DistinctBy(write => write.Resource == "pods" ? write.Name : $"{Guid.NewGuid()}")];
}
