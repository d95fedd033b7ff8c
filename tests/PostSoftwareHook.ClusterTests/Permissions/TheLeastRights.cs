using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Permissions;

/// <summary>The rights in ansible/rbac suffice for the whole incident, and each of those that heal is needed: without it the result names it.</summary>
public class TheLeastRights(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string AddonNamespace = "open-cluster-management-agent-addon";

    private static readonly string[] Files = ["cluster.yml", "klusterlet.yml"];

    /// <summary>Every right of cluster.yml, which klusterlet.yml only binds once more.</summary>
    public static TheoryData<string, string, string> Granted
    {
        get
        {
            var rights = new TheoryData<string, string, string>();
            foreach (var right in Rights.Of("cluster.yml"))
            {
                rights.Add(right.Role, right.Resource, right.Verb);
            }

            return rights;
        }
    }

    [Fact]
    public async Task With_them_the_whole_incident_is_healed_and_taken_back_without_a_word_about_rights()
    {
        await Workloads.CreateNamespaceAsync(AddonNamespace);
        var kubeconfig = await Rights.GrantAsync(ControlPlane, [.. Files, TheRightsToInvestigate.File]);

        var result = await RunAsync(kubeconfig, []);

        Assert.False(result.Failed, result.Message);
        Assert.Equal([Names.MissingTag], await StuckAsync());
        Assert.Empty(result.MissingRules());
        Assert.Equal("sno-student1-x7k2p", (string?)result.Json["cluster"]!["infrastructure"]);

        var removal = await RunAsync(kubeconfig, new() { ["state"] = "absent" });

        Assert.False(removal.Failed, removal.Message);
        Assert.Empty(removal.MissingRules());
    }

    [Fact]
    public async Task Those_that_heal_are_enough_to_heal()
    {
        await Workloads.CreateNamespaceAsync(AddonNamespace);

        var result = await RunAsync(await Rights.GrantAsync(ControlPlane, Files), []);

        Assert.False(result.Failed, result.Message);
        Assert.Equal([Names.MissingTag], await StuckAsync());
        Assert.Subset(Rights.Of(TheRightsToInvestigate.File).Select(right => right.Rule).ToHashSet(), result.MissingRules().ToHashSet());
    }

    [Fact]
    public async Task With_those_for_every_namespace_one_that_appears_meanwhile_is_healed()
    {
        await Incident.RemoveAgentNamespaceAsync();
        var kubeconfig = await Rights.GrantAsync(ControlPlane, ["cluster.yml", "every-namespace.yml", TheRightsToInvestigate.File]);
        var mark = await ControlPlane.Audit.MarkAsync();
        using var process = Hook.Start(new() { ["kubeconfig"] = kubeconfig, ["targets"] = Agent, ["wait_for_namespaces"] = 60 });
        await Eventually.IsTrueAsync(async () => (await ControlPlane.Audit.SinceAsync(mark)).Count > 0, "the hook looks for the namespace");

        await Incident.DeployAgentAsync();
        var result = await Hook.EndOfAsync(process);

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(Agent));
        Assert.Empty(result.MissingRules());
    }

    [Theory, MemberData(nameof(Granted))]
    public async Task Without_one_of_them_the_result_names_exactly_that(string role, string resource, string verb)
    {
        var right = Rights.Of("cluster.yml").Single(each => (each.Role, each.Resource, each.Verb) == (role, resource, verb));
        await Workloads.CreateNamespaceAsync(AddonNamespace);

        var result = await NeedAsync(right);

        Assert.Contains(right.Rule, result.MissingRules());
        Assert.True(result.Failed);
    }

    /// <summary>Brings the cluster into a state in which the right is needed, withholds it and runs.</summary>
    private async Task<HookResult> NeedAsync(Right right)
    {
        switch (right)
        {
            case { Resource: "secrets", Verb: "patch" }:
                await Hook.RunAsync();
                await Incident.Source.RotateAsync();
                return await RunWithoutAsync([]);

            case { Resource: "secrets", Verb: "delete" }:
                await Hook.RunAsync();
                return await RunWithoutAsync(new() { ["state"] = "absent" });

            case { Resource: "jobs" }: // where the pods carry no label, the Job tells
                await Incident.ResetAsync(new() { UnpacksBundle = true, Olm = new() { LabelsUnpackPods = false } });
                await Workloads.CreateNamespaceAsync(AddonNamespace);
                return await RunWithoutAsync([], checkMode: right.Verb == "list");

            case { Resource: "serviceaccounts", Verb: "get" }: // for when somebody changes one between read and write
                using (var enough = new CancellationTokenSource())
                {
                    var race = Incident.RaceFor(Agent, Names.Klusterlet).RunAsync(rounds: 500, cancellationToken: enough.Token);
                    var result = await RunWithoutAsync(new() { ["targets"] = Agent });
                    await enough.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race);
                    return result;
                }

            default:
                return await RunWithoutAsync([], checkMode: right.Verb is "get" or "list");
        }

        async Task<HookResult> RunWithoutAsync(JsonObject options, bool checkMode = false) =>
            await RunAsync(await Rights.GrantAsync(ControlPlane, Files, right), options, checkMode);
    }

    private Task<HookResult> RunAsync(string kubeconfig, JsonObject options, bool checkMode = false)
    {
        options["kubeconfig"] = kubeconfig;
        return Hook.RunAsync(options, checkMode);
    }
}
