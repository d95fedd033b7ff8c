using System.Text.Json.Nodes;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>A Ready pod stays: OLM deletes the pods of a catalog whose serviceaccount's links change, so those of a catalog that serves don't.</summary>
public class CatalogsThatServe(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly JsonObject Absent = new() { ["state"] = "absent" };

    protected override IncidentOptions Options => new() { Healthy = true, AgentNamespace = false };

    [Fact]
    public async Task Keep_their_pods_whatever_the_run_and_nothing_is_written()
    {
        var before = await ServingAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        HookResult[] results =
        [
            await Hook.RunAsync(), await Hook.RunAsync(checkMode: true, diff: true),
            await Hook.RunAsync(Absent), await Hook.RunAsync(Absent, checkMode: true, diff: true),
        ];

        Assert.All(results, result => Assert.False(result.Failed || result.Changed, result.Message));
        Assert.All(await ControlPlane.Audit.SinceAsync(mark), request => Assert.True(request.Verb is "get" or "list" || request.IsQuestion, $"{request}"));
        await Incident.WaitUntilSettledAsync();
        Assert.Equal(before, await ServingAsync());
        Assert.All(results[0].Json["catalog_sources"]!.AsArray(), catalog => Assert.True((bool)catalog!["ready"]!));
        Assert.Equal("Nothing to do: no pod of the targets is held back by authentication, and 5 serviceaccounts are left without the pull secret, each with a reason.", results[0].Message.Split(" Not there yet")[0]);
        var account = results[0].Target(Marketplace)["service_accounts"]!.AsArray().Single(account => (string?)account!["name"] == Names.CustomCatalog)!;
        Assert.Equal("skipped", (string?)account["action"]);
        Assert.Matches($@"^its catalog serves from pod {Names.CustomCatalog}-\w+, and a link makes OLM replace that pod; set replace_ready_pods to link it anyway$", (string?)account["reason"]);
    }

    [Fact]
    public async Task Keep_them_though_the_credentials_were_revoked_since()
    {
        var before = await ServingAsync();
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        Incident.Registry.RejectEveryone(Names.ConnectRegistry);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed || result.Changed, result.Message);
        await Incident.WaitUntilSettledAsync();
        Assert.Equal(before, await ServingAsync());
    }

    [Fact]
    public async Task Keep_them_though_patterns_select_their_serviceaccounts()
    {
        var before = await ServingAsync();

        var result = await Hook.RunAsync(new JsonObject { ["targets"] = new JsonArray(new JsonObject { ["namespace"] = Marketplace, ["service_accounts"] = new JsonArray("*") }) });

        Assert.False(result.Failed, result.Message);
        Assert.Equal("linked", result.Accounts(Marketplace)["default"]);
        Assert.All(Names.Catalogs, catalog => Assert.Equal("skipped", result.Accounts(Marketplace)[catalog]));
        await Incident.WaitUntilSettledAsync();
        Assert.Equal(before, await ServingAsync());
    }

    [Fact]
    public async Task Are_no_fault_to_a_verification()
    {
        var ran = await Hook.TypeAsync("verify", "--wait-timeout", "20");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("VERIFIED: no pod of the targets is held back by authentication, and every catalog answers.", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("isn't linked", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_linked_with_consent_and_the_plan_and_the_report_count_what_that_costs()
    {
        var consent = new JsonObject { ["replace_ready_pods"] = true };
        var before = await ServingAsync();
        var pods = string.Join(", ", before.Select(pod => pod.Split(' ')[1]).Order(StringComparer.Ordinal));

        var plan = await Hook.RunAsync(consent, checkMode: true);
        var result = await Hook.RunAsync(consent);

        Assert.False(result.Failed, result.Message);
        var cost = $"OLM replaces 5 Ready pods ({pods}): the imagePullSecrets of their catalogs' serviceaccounts change.";
        Assert.Contains(cost, plan.Warnings);
        Assert.Contains(cost, result.Warnings);
        Assert.All(Names.Catalogs, catalog => Assert.Equal("linked", result.Accounts(Marketplace)[catalog]));
        await Eventually.IsTrueAsync(async () => !(await ServingAsync()).Intersect(before).Any(), "every pod is another one");
    }

    [Fact]
    public async Task Fail_the_run_by_a_poll_that_authentication_holds_back()
    {
        var before = await ServingAsync();
        await Incident.SetNodeConfigAsync(null);
        await Incident.DeletePodAsync(Assert.Single(await Incident.PodsOfAsync(Names.PollingCatalog), pod => pod.GetLabel("olm.catalogSource").Length == 0));
        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains(Names.PollingCatalog), "the new poll is refused");
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.True(result.Failed);
        Assert.Matches($@"is stuck: its serviceaccount {Names.PollingCatalog} is not linked: its catalog serves from pod {Names.PollingCatalog}-\w+, ", result.Message);
        Assert.Equal(["failed"], result.Pods(Marketplace)[Names.PollingCatalog]);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
        Assert.Equal(before, await ServingAsync());
    }

    /// <summary>The Ready pods that serve, as <c>catalog pod uid</c>, sorted.</summary>
    private async Task<IReadOnlyList<string>> ServingAsync() =>
    [
        .. from pod in await PodsInAsync(Marketplace)
           where pod.GetLabel("olm.catalogSource") is { Length: > 0 } && pod.DeletionTimestamp() is null
           where pod.Status.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true
           let line = $"{pod.GetLabel("olm.catalogSource")} {pod.Name()} {pod.Uid()}"
           orderby line
           select line,
    ];
}
