namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>Every kind of fault, alone: once for each request of a namespace, which a run gets through, and all the time, which it can't.</summary>
public class EachKindOfFault(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>Those that end.</summary>
    public static TheoryData<string> Passing => [.. Enum.GetValues<FaultKind>().Except([FaultKind.ExpiredCertificate, FaultKind.CutResponse]).Select(kind => $"{kind}")];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Once_for_each_request_it_is_outlived_and_the_cluster_healed_in_that_run(string kind)
    {
        var fault = new Fault(Enum.Parse<FaultKind>(kind));
        var trial = await Trial.BeginAsync(Incident);

        // The agent's namespace has every kind of request, and is small. A conflict is a server's answer to writes alone.
        var run = await trial.RunAsync(request => request.Turn == 0 && request.IsIn(Agent) && (request.IsWrite || fault.Kind != FaultKind.Conflict) ? fault : null);

        Assert.False(run.Result.Failed, $"{run}");
        Assert.True(run.Result.Changed);
        Assert.Equal(5, run.Faults.Count(each => each.Request.IsWrite));
        await trial.NothingWasDoneTwiceAsync();
    }

    [Fact]
    public async Task A_conflict_at_every_first_write_is_outlived()
    {
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(request => request is { IsWrite: true, Turn: 0 } ? new(FaultKind.Conflict) : null);

        Assert.False(run.Result.Failed, $"{run}");
        Assert.Equal(16, run.Faults.Count);
        await trial.NothingWasDoneTwiceAsync();
    }

    [Fact]
    public async Task A_conflict_at_the_deletion_of_a_pod_is_not_taken_for_its_replacement()
    {
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(request => request is { Method: "DELETE", Turn: 0 } ? new(FaultKind.Conflict) : null, new() { ["wait"] = false, ["wait_timeout"] = 30 });

        Assert.False(run.Result.Failed, $"{run}");
        Assert.Equal(8, run.Result.Actions.Count(action => action.EndsWith(" restarted", StringComparison.Ordinal)));
        await trial.EndAsync();
    }

    [Fact]
    public async Task A_lost_answer_is_not_forgotten_over_a_server_that_is_gone()
    {
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(
            request => (request.Method, request.Turn) switch
            {
                ("POST", 0) when request.IsIn(Agent) => new(FaultKind.ResetAfterActing),
                ("POST", _) when request.IsIn(Agent) => new(FaultKind.Refused, TimeSpan.FromMinutes(1)),
                _ => null,
            },
            new() { ["wait_timeout"] = 7 });

        Assert.True(run.Result.Failed);
        Assert.True(run.Result.Changed, $"{run}");
        await trial.EndAsync();
    }

    [Theory]
    [InlineData(nameof(FaultKind.TooManyRequests), "answered 429")]
    [InlineData(nameof(FaultKind.ServiceUnavailable), "answered 503")]
    [InlineData(nameof(FaultKind.ResetBeforeActing), "The connection to")]
    [InlineData(nameof(FaultKind.Stalled), "did not answer in time")]
    [InlineData(nameof(FaultKind.ExpiredCertificate), "is not trusted: it has expired, or is not valid yet")]
    [InlineData(nameof(FaultKind.CutResponse), "not the Kubernetes API's JSON")]
    public async Task At_every_request_it_fails_in_time_and_says_why(string kind, string sentence)
    {
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(_ => new(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1)), new() { ["wait_timeout"] = 7 });

        Assert.True(run.Result.Failed);
        Assert.False(run.Result.Changed);
        Assert.Contains(sentence, run.Result.Message, StringComparison.Ordinal);
        await trial.EndAsync();
    }

    [Theory]
    [InlineData(nameof(FaultKind.ServiceUnavailable), "answered 503")]
    [InlineData(nameof(FaultKind.ResetAfterActing), "The connection to")]
    [InlineData(nameof(FaultKind.GatewayTimeoutAfterActing), "answered 504")]
    [InlineData(nameof(FaultKind.Stalled), "did not answer in time")]
    [InlineData(nameof(FaultKind.ExpiredCertificate), "is not trusted: it has expired, or is not valid yet")]
    [InlineData(nameof(FaultKind.CutResponse), "not the Kubernetes API's JSON")]
    public async Task At_every_link_it_fails_in_time_and_says_why_and_the_next_run_heals(string kind, string sentence)
    {
        var fault = new Fault(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1));
        var trial = await Trial.BeginAsync(Incident);

        var run = await trial.RunAsync(request => request.Method == "PATCH" && request.IsIn(Agent) ? fault : null, new() { ["wait_timeout"] = 7 });

        Assert.True(run.Result.Failed);
        Assert.Contains(sentence, run.Result.Message, StringComparison.Ordinal);
        await trial.EndAsync();
    }
}
