using k8s;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Bundles of operators that OLM could not unpack: the Job is deleted where that helps, and the Subscription is told.</summary>
public class FailedOperators(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private const string Subscribed = $"{Names.OperatorsNamespace}/{Names.Subscription}";

    /// <summary>A Subscription whose Job has failed; OLM looks again soon.</summary>
    private static readonly SubscriptionOptions Failed = new() { UnpackJobFailed = true, ResolvesEvery = TimeSpan.FromSeconds(1) };

    protected override IncidentOptions Options => new() { AgentNamespace = false, Subscription = Failed };

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Of_a_running_Job_the_Job_is_deleted_and_no_pod_of_it(bool accountPerBundle, bool labelsPods)
    {
        await Incident.ResetAsync(new() { AgentNamespace = false, Subscription = new(), Olm = new() { AccountPerBundle = accountPerBundle, LabelsUnpackPods = labelsPods } });
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("link_missing", result.Verdict);
        Assert.Equal("linked", result.Accounts(Marketplace)[accountPerBundle ? Names.UnpackJob : "default"]);
        Assert.Contains("restarted", result.Pods(Marketplace)[Names.UnpackJob]);
        Assert.Equal(0, Incident.UnpackFailures);
        var deletions = (await WrittenSinceAsync(mark)).Where(request => request.Verb == "delete").ToList();
        Assert.Equal(Names.UnpackJob, Assert.Single(deletions, request => request.Resource == "jobs").Name);
        Assert.DoesNotContain(deletions, request => request.Name.StartsWith(Names.UnpackJob[..20], StringComparison.Ordinal) && request.Resource == "pods");
        await IsUpToDateAsync();
    }

    [Fact]
    public async Task Are_told_and_their_failed_Job_is_linked_and_deleted_where_the_source_is_accepted()
    {
        var planned = await Hook.RunAsync(checkMode: true);
        var result = await Hook.RunAsync();

        Assert.StartsWith($"operators_failed subscription {Subscribed}: bundle unpacking failed. Reason: DeadlineExceeded", EvidenceOf(planned, "operators_failed subscription"), StringComparison.Ordinal);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.Equal("linked", result.Accounts(Marketplace)["default"]);
        Assert.Contains("restarted", result.Pods(Marketplace)[Names.UnpackJob]);
        await IsUpToDateAsync();
    }

    [Fact]
    public async Task Get_a_new_Job_and_no_secret_once_the_node_has_the_pull_secret()
    {
        await Incident.RollOutNodeConfigAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Contains("restarted", result.Pods(Marketplace)[Names.UnpackJob]);
        Assert.All(await WrittenSinceAsync(mark), request => Assert.Equal("delete", request.Verb));
        Assert.Contains(await WrittenSinceAsync(mark), request => request is { Resource: "jobs", Name: Names.UnpackJob });
        Assert.DoesNotContain(Names.PullSecret, await SecretsInAsync(Marketplace));
        await IsUpToDateAsync();
    }

    [Fact]
    public async Task Fail_the_run_and_are_named_where_OLM_makes_no_new_Job()
    {
        await Incident.ResetAsync(new() { Healthy = true, AgentNamespace = false, Subscription = new() { UnpackJobFailed = true } });

        var result = await Hook.RunAsync("""{"wait_timeout": 5}""");

        Assert.Equal("operators_failed", result.Verdict);
        Assert.True(result.Failed);
        Assert.Equal("failed", Outcome(result));
        Assert.Contains(Names.Subscription, result.Message, StringComparison.Ordinal);
        Assert.Empty((await Client.BatchV1.ListNamespacedJobAsync(Marketplace)).Items);
    }

    [Fact]
    public async Task Are_left_with_the_command_where_nobody_can_be_asked()
    {
        await Incident.ResetAsync(new() { Healthy = true, AgentNamespace = false, Subscription = Failed });
        await Incident.SetImageApiAsync(ImageApiFault.Absent);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"wait_timeout": 5}""");

        Assert.True(result.Failed);
        Assert.Equal("failed", Outcome(result));
        Assert.Contains(Names.Subscription, result.Message, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.Contains($"oc delete job {Names.UnpackJob} -n {Marketplace}", StringComparison.Ordinal));
        Assert.Empty(await WrittenSinceAsync(mark));
    }

    [Fact]
    public async Task Are_not_looked_for_where_operators_are_left_out()
    {
        await Incident.ResetAsync(new() { Healthy = true, AgentNamespace = false, Subscription = Failed });

        var result = await Hook.RunAsync("""{"operators": false}""");

        Assert.Equal("healthy", result.Verdict);
        Assert.False(result.Failed, result.Message);
        Assert.Single((await Client.BatchV1.ListNamespacedJobAsync(Marketplace)).Items);
    }

    private Task IsUpToDateAsync() => Eventually.IsTrueAsync(
        async () => (await new CustomResources(Client, CustomKind.Subscription).ReadAsync(Names.OperatorsNamespace, Names.Subscription)).Status?["state"]?.GetValue<string>() == "AtLatestKnown",
        "the Subscription is up to date");
}
