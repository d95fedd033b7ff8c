using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>What a script, a log or a ticket gets: plain lines, stable, and the module's result.</summary>
public class InAPipe(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task The_same_cluster_healed_by_a_person_and_by_Ansible_gives_the_same_result()
    {
        var module = await Hook.RunAsync();
        await Incident.ResetAsync();
        var person = await Hook.TypeAsync("heal", "--yes", "--output", "json", "--wait-timeout", "60");

        Assert.Equal(0, person.ExitCode);
        Assert.Equal(Comparable(module.Json), Comparable(JsonNode.Parse(person.Output)!.AsObject()));
    }

    [Fact]
    public async Task Verifying_writes_nothing_and_judges_before_and_after()
    {
        var mark = await ControlPlane.Audit.MarkAsync();
        var before = await Hook.TypeAsync("verify", "--wait", "no");
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
        await Hook.RunAsync();
        var after = await Hook.TypeAsync("verify");

        Assert.Equal(1, before.ExitCode);
        Snapshots.Match(Volatile.Scrubbed(before.Output), "Verify.Stuck");
        Assert.Equal(0, after.ExitCode);
        Snapshots.Match(Volatile.Scrubbed(after.Output), "Verify.Healed");
    }

    [Fact]
    public async Task Verifying_waits_for_a_heal_that_somebody_else_does()
    {
        var verifying = Hook.TypeAsync("verify");
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Hook.RunAsync();

        Assert.Equal(0, (await verifying).ExitCode);
    }

    [Fact]
    public async Task Requests_and_decisions_are_logged_on_demand_without_a_credential()
    {
        var quiet = await Hook.TypeAsync("diagnose");
        var requests = await Hook.TypeAsync("diagnose", "-v");
        var decisions = await Hook.TypeAsync("diagnose", "-vv");

        Assert.DoesNotContain("GET ", quiet.Errors, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^GET /api/v1/namespaces/openshift-marketplace/pods\S* 200 [\d.]+ ms$", requests.Errors);
        Assert.DoesNotContain("decided:", requests.Errors, StringComparison.Ordinal);
        Assert.Contains("decided: Linked serviceaccount openshift-marketplace/redhat-operators", decisions.Errors, StringComparison.Ordinal);
        Assert.Equal(Volatile.Scrubbed(quiet.Output), Volatile.Scrubbed(decisions.Output));
    }

    [Theory]
    [InlineData("heal")]
    [InlineData("remove")]
    public async Task Nobody_to_ask_is_a_refusal(string command)
    {
        var mark = await ControlPlane.Audit.MarkAsync();
        var ran = await Hook.TypeAsync(command);

        Assert.Equal(2, ran.ExitCode);
        Assert.Equal("", ran.Output);
        Assert.Equal($"{command} asks before it writes to clusters, but there is no terminal to ask on. Add --yes to go ahead, or --dry-run to see the plan.\n", ran.Errors);
        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
    }

    /// <summary>Without what differs from run to run; pods by the owner's name, whose order the pods' own names decide by chance.</summary>
    private static string Comparable(JsonObject result)
    {
        var copy = JsonNode.Parse(Scrub.Text(result.ToJsonString()))!.AsObject();
        copy.Remove("duration");
        copy.Remove("requests");
        Sort(copy["diagnosis"]!["evidence"]!);
        Sort(copy["warnings"]!);
        foreach (var target in copy["targets"]!.AsArray())
        {
            Sort(target!["pods"]!);
        }

        return copy.ToString();
    }

    private static void Sort(JsonNode list)
    {
        var items = list.AsArray().OrderBy(item => item!.ToJsonString(), StringComparer.Ordinal).Select(item => item!.DeepClone()).ToList();
        list.AsArray().Clear();
        items.ForEach(list.AsArray().Add);
    }
}
