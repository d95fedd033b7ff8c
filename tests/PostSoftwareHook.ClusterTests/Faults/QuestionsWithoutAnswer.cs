using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>
/// Questions that a run asks to explain and to be sure, and can do without: a fault at every one of them, all the time. The run still
/// heals, and says what it does not know.
/// </summary>
public class QuestionsWithoutAnswer(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Mcfg = "/apis/machineconfiguration.openshift.io/v1/";

    /// <summary>How long a run waits for answers: 15 s for a registry's, 5 s for each of two others' in turn.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>How long it takes at most where every question is answered at once.</summary>
    private static readonly TimeSpan TheRest = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData(nameof(FaultKind.TooManyRequests))]
    [InlineData(nameof(FaultKind.ServiceUnavailable))]
    [InlineData(nameof(FaultKind.ResetAfterActing))]
    [InlineData(nameof(FaultKind.CutResponse))]
    [InlineData(nameof(FaultKind.HalfResponse))]
    [InlineData(nameof(FaultKind.Stalled))]
    public async Task Do_not_keep_a_run_from_healing(string kind)
    {
        var fault = new Fault(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1));
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(request => IsQuestion(request) ? fault : null, new() { ["wait_timeout"] = 60 });

        Assert.False(run.Result.Failed, $"{run}");
        Assert.Equal("healed", (string?)run.Result.Json["outcome"]);
        Assert.InRange(run.Took, TimeSpan.Zero, Patience + TheRest);
        Assert.All((string[])["/imagestreamimports", "/nodes", "/machineconfigpools"], end => Assert.Contains(run.Faults, each => each.Request.Path.EndsWith(end, StringComparison.Ordinal)));
        Assert.All(
            (string[])["Whether the registry accepts the source's credentials", "Whether the registry accepts the node's credentials", "The state of the nodes", "The state of the machine config pools"],
            what => Assert.Contains(run.Result.Warnings, warning => warning.StartsWith($"{what} is not known: ", StringComparison.Ordinal)));
        await trial.NothingWasDoneTwiceAsync();
    }

    [Theory]
    [InlineData(nameof(FaultKind.ServiceUnavailable))]
    [InlineData(nameof(FaultKind.CutResponse))]
    [InlineData(nameof(FaultKind.Stalled))]
    public async Task About_what_the_nodes_hold_do_not_either(string kind)
    {
        var fault = new Fault(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1));
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(request => request.Path.StartsWith($"{Mcfg}machineconfigs/", StringComparison.Ordinal) ? fault : null, new() { ["wait_timeout"] = 60 });

        Assert.False(run.Result.Failed, $"{run}");
        Assert.NotEmpty(run.Faults);
        Assert.Contains(run.Result.Warnings, warning => warning.StartsWith("What the nodes hold is not known: ", StringComparison.Ordinal));
        await trial.NothingWasDoneTwiceAsync();
    }

    [Theory]
    [InlineData(nameof(FaultKind.ServiceUnavailable))]
    [InlineData(nameof(FaultKind.CutResponse))]
    [InlineData(nameof(FaultKind.Stalled))]
    public async Task About_a_template_do_not_keep_other_pods_from_being_healed(string kind)
    {
        var fault = new Fault(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1));
        await Incident.ResetAsync(new() { AgentNamespace = false, TeamPullSecret = TeamPullSecret.Refused });
        await using var proxy = await FaultProxy.StartAsync(ControlPlane, request => request.Path.Contains("/replicasets/", StringComparison.Ordinal) ? fault : null);

        var result = await Hook.RunAsync(new JsonObject { ["kubeconfig"] = proxy.Kubeconfig, ["wait_timeout"] = 15 });

        Assert.NotEmpty(proxy.Injected);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("Which pull secrets the template names is not known: ", StringComparison.Ordinal));
        Assert.All(Names.Catalogs, catalog => Assert.All(result.Pods(Marketplace)[catalog], action => Assert.Equal("restarted", action)));
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
        Assert.True(result.Failed, result.Message);
        Assert.Contains(Names.TeamDashboard, result.Message, StringComparison.Ordinal);
        Assert.Equal(["failed"], result.Pods(Marketplace)[Names.TeamDashboard]);
    }

    /// <summary>Whether an investigation asks it, beyond the lists that every run reads.</summary>
    private static bool IsQuestion(ApiRequest request) =>
        request.Path.EndsWith("/imagestreamimports", StringComparison.Ordinal) || request.Path == "/api/v1/nodes" || request.Path.StartsWith(Mcfg, StringComparison.Ordinal);
}
