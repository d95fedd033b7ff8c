using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Interruption;

/// <summary>SIGTERM, as a job runner that gives up sends it: the run ends between two writes and still tells what it did.</summary>
public class StoppedInMidRun(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task While_it_waits_it_ends_with_a_report_of_all_it_did()
    {
        Incident.Node.IsAlive = false;
        using var running = Hook.Start(new() { ["wait_timeout"] = 300 });
        await Eventually.IsTrueAsync(async () => (await PodsInAsync(Agent)).Count == 4, "RHACM's new pods are made");

        await StopAsync(running);
        var result = await Hook.EndOfAsync(running);

        Assert.True(result.Failed);
        Assert.True(result.Changed);
        Assert.StartsWith("Stopped on request.", result.Message, StringComparison.Ordinal);
        Assert.Equal("created", result.SecretAction(Agent));
        Assert.Equal("linked", result.Accounts(Agent)[Names.Klusterlet]);
        Assert.Contains("restarted", result.Pods(Agent)[Names.Klusterlet]);
    }

    [Fact]
    public async Task While_it_writes_it_ends_after_the_write_that_is_under_way()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await RunAndStopBeforeAsync("POST", $"/{Marketplace}/secrets");

        Assert.True(result.Failed);
        Assert.True(result.Changed);
        Assert.StartsWith("Stopped on request.", result.Message, StringComparison.Ordinal);
        Assert.Equal("created", result.SecretAction(Marketplace));
        Assert.All(result.Accounts(Marketplace), account => Assert.Equal("skipped", account.Value));
        Assert.Equal(["create"], (await ControlPlane.Audit.WritesSinceAsync(mark)).Select(entry => entry.Verb));
    }

    [Fact]
    public async Task The_next_run_finishes_what_it_left()
    {
        await RunAndStopBeforeAsync("PATCH", $"/serviceaccounts/{Names.CustomCatalog}");

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
    }

    /// <summary>A run on the marketplace alone that is told to stop while such a request is on its way.</summary>
    private async Task<HookResult> RunAndStopBeforeAsync(string method, string path)
    {
        await using var proxy = new ApiProxy(ControlPlane);
        var started = new TaskCompletionSource<Process>();
        proxy.Before(method, path, async () => await StopAsync(await started.Task));
        using var running = Hook.Start(new() { ["kubeconfig"] = proxy.Kubeconfig, ["targets"] = new JsonArray(new JsonObject { ["namespace"] = Marketplace }) });
        started.SetResult(running);
        return await Hook.EndOfAsync(running);
    }

    private static async Task StopAsync(Process process) =>
        Assert.Equal(0, (await Ran.ToTheEndAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])).ExitCode);
}
