using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Removal;

/// <summary><c>state: absent</c> takes away what was brought, and nothing else.</summary>
public class TakingItAllBack(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>With consent to the loss of Ready pods: the healing links every catalog, and OLM replaces its pod when the link goes.</summary>
    private static readonly JsonObject Absent = new() { ["state"] = "absent", ["replace_ready_pods"] = true };

    [Fact]
    public async Task Every_serviceaccount_and_secret_is_as_it_was_before_the_healing()
    {
        var before = await StateAsync();
        await Hook.RunAsync();
        Assert.NotEqual(before, await StateAsync());

        var result = await Hook.RunAsync(Absent);

        Assert.True(result.Changed);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", (string?)result.Json["outcome"]);
        Assert.Equal("Done: 7 serviceaccount links removed, 2 secrets deleted in 2 namespaces.", result.Message);
        Assert.Equal(before, await StateAsync());
        Assert.Equal(0, Incident.DockercfgRepairs);
        Assert.Equal(0, Incident.RhacmRepairs);
    }

    [Fact]
    public async Task Links_go_before_the_secret_that_they_name()
    {
        await Hook.RunAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        await Hook.RunAsync(Absent);

        var writes = (await ControlPlane.Audit.WritesSinceAsync(mark)).Where(write => write.Namespace == Marketplace).ToList();
        Assert.Equal(6, writes.Count);
        Assert.All(writes.Take(5), write => Assert.Equal(("patch", "serviceaccounts"), (write.Verb, write.Resource)));
        Assert.Equal(("delete", "secrets", Names.PullSecret), (writes[5].Verb, writes[5].Resource, writes[5].Name));
    }

    [Fact]
    public async Task Check_mode_says_the_same_and_writes_nothing()
    {
        await Hook.RunAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var check = await Hook.RunAsync(Absent, checkMode: true, diff: true);

        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
        Assert.True(check.Changed);
        Assert.Equal("Would do: 7 serviceaccount links removed, 2 secrets deleted in 2 namespaces.", check.Message);
        Assert.Contains("serviceaccount workshop-operators imagePullSecrets: [pull-secret]", check.Before, StringComparison.Ordinal);
        Assert.Contains("serviceaccount workshop-operators imagePullSecrets: []", check.After, StringComparison.Ordinal);
        Assert.Equal(check.Actions, (await Hook.RunAsync(Absent)).Actions);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await Hook.RunAsync();
        await Hook.RunAsync(Absent);
        var mark = await ControlPlane.Audit.MarkAsync();

        var again = await Hook.RunAsync(Absent);

        Assert.False(again.Changed);
        Assert.Equal("Nothing to do: there is no copy of ours and no link to one.", again.Message);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
    }

    [Fact]
    public async Task Somebody_elses_secret_of_that_name_stays_with_its_links_and_the_rest_goes()
    {
        await Hook.RunAsync();
        await Client.CoreV1.DeleteNamespacedSecretAsync(Names.PullSecret, Agent);
        var foreign = await CreateSecretAsync(Agent, [KeyValuePair.Create(Names.RedHatRegistry, StrangeCredential())]);

        var result = await Hook.RunAsync(Absent);

        Assert.False(result.Failed, result.Message);
        Assert.Equal(foreign.Metadata.ResourceVersion, (await CopyInAsync(Agent)).Metadata.ResourceVersion);
        Assert.Contains(Names.PullSecret, await LinksOfAsync(Agent, Names.Klusterlet));
        Assert.Equal("skipped", result.SecretAction(Agent));
        Assert.Equal("deleted", result.SecretAction(Marketplace));
        Assert.DoesNotContain(Names.PullSecret, await SecretsInAsync(Marketplace));
        Assert.Contains(result.Warnings, warning => warning.StartsWith($"The secret {Agent}/{Names.PullSecret} isn't ours, so it stays, and so do its links.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_catalog_that_serves_keeps_its_pod_its_link_and_the_secret_and_the_result_says_what_undoing_costs()
    {
        var catalogs = Names.Catalogs.Order(StringComparer.Ordinal).ToList();
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();
        var before = await CatalogPodsAsync();

        var result = await Hook.RunAsync("""{"state": "absent"}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal("Done: 2 serviceaccount links removed, 1 secret deleted in 1 namespace.", result.Message);
        await Incident.WaitUntilSettledAsync();
        Assert.Equal(before, await CatalogPodsAsync());
        Assert.All(catalogs, catalog => Assert.Equal("skipped", result.Accounts(Marketplace)[catalog]));
        Assert.Equal("unlinked", result.Accounts(Agent)[Names.Klusterlet]);
        Assert.Equal(("skipped", "deleted"), (result.SecretAction(Marketplace), result.SecretAction(Agent)));
        Assert.Contains(Names.PullSecret, await LinksOfAsync(Marketplace, Names.CustomCatalog));
        Assert.Contains(Names.PullSecret, await SecretsInAsync(Marketplace));
        var cost = Assert.Single(result.Warnings);
        Assert.StartsWith($"In {Marketplace}, the links of {string.Join(", ", catalogs)} stay, and so does the secret that they name: if they are removed, OLM replaces 5 Ready pods (", cost, StringComparison.Ordinal);
        Assert.EndsWith("Set replace_ready_pods to remove them anyway.", cost, StringComparison.Ordinal);

        var again = await Hook.RunAsync("""{"state": "absent"}""");

        Assert.False(again.Changed);
        Assert.Equal("Nothing was removed: 5 serviceaccount links stay, see the warnings.", again.Message);
    }

    [Fact]
    public async Task With_consent_the_pods_that_olm_replaces_are_counted()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();

        var result = await Hook.RunAsync(Absent);

        Assert.StartsWith("OLM replaces 5 Ready pods (", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_source_stays()
    {
        await Hook.RunAsync();

        await Hook.RunAsync(new JsonObject { ["state"] = "absent", ["targets"] = new JsonArray("*") });

        Assert.Equal(Incident.Source.Json, System.Text.Encoding.UTF8.GetString((await CopyInAsync(Names.ConfigNamespace)).Data[".dockerconfigjson"]));
    }

    [Fact]
    public async Task The_role_takes_it_back_too()
    {
        await Hook.RunAsync();
        using var node = ControlNode.InCheckout(AnsibleCore.Core214, Incident.Planted);

        var run = await node.PlaybookResultsAsync(
            Repository.PathTo("playbooks/fix_pull_secret.yml"), "-e", $"kubeconfig={ControlPlane.Kubeconfig}", "-e", "pull_secret_propagation_state=absent", "-e", "pull_secret_propagation_replace_ready_pods=true");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal(1, run.Count("changed"));
        Assert.Contains("serviceaccounts unlinked: certified-operators, community-operators, redhat-marketplace, redhat-operators, workshop-operators", run.Report(), StringComparison.Ordinal);
        Assert.DoesNotContain(Names.PullSecret, await SecretsInAsync(Marketplace));
    }

    private async Task<IReadOnlyList<string>> CatalogPodsAsync() =>
        [.. (await PodsInAsync(Marketplace)).Where(pod => pod.GetLabel("olm.catalogSource") is { Length: > 0 }).Select(pod => $"{pod.Name()} {pod.Uid()}").Order(StringComparer.Ordinal)];

    /// <summary>The secrets of the targets, and what their serviceaccounts link.</summary>
    private async Task<IReadOnlyList<string>> StateAsync()
    {
        var state = new List<string>();
        foreach (var ns in new[] { Marketplace, Agent })
        {
            state.AddRange((await SecretsInAsync(ns)).Select(name => $"{ns} secret {name}"));
            state.AddRange((await Client.CoreV1.ListNamespacedServiceAccountAsync(ns)).Items.Select(account =>
                $"{ns} serviceaccount {account.Name()} links [{string.Join(", ", (account.ImagePullSecrets ?? []).Select(reference => reference.Name))}]"
                + $" annotations [{string.Join(", ", account.Annotations()?.Select(annotation => $"{annotation.Key}={annotation.Value}") ?? [])}]"));
        }

        return state;
    }
}
