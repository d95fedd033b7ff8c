namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>Lists of the whole cluster that tell what is wrong beside the targets, and that healing does not need: one fails all the time.</summary>
public class ListsBesideTheTargets(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override IncidentOptions Options => new() { HasCatalogd = true };

    [Theory]
    [InlineData("/apis/olm.operatorframework.io/v1/clustercatalogs", nameof(FaultKind.ServiceUnavailable))]
    [InlineData("/apis/operators.coreos.com/v1alpha1/subscriptions", nameof(FaultKind.CutResponse))]
    [InlineData("/api/v1/pods", nameof(FaultKind.ServiceUnavailable))]
    public async Task Do_not_keep_a_run_from_healing(string path, string kind)
    {
        var fault = new Fault(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1));
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(request => request.Path == path ? fault : null, new() { ["wait_timeout"] = 20 });

        Assert.NotEmpty(run.Faults);
        Assert.False(run.Result.Failed, $"{run}");
        await trial.NothingWasDoneTwiceAsync();
    }
}
