using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>OLM and RHACM in the incident behave as their sources say. The executable takes no part.</summary>
public class OlmAndRhacm(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string DeadlineExceeded = "Job was active longer than specified deadline";

    /// <summary>Each test begins it in its own way.</summary>
    public override Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_unpack_job_that_exceeds_its_deadline_fails_and_its_subscription_keeps_both_conditions()
    {
        await Incident.ResetAsync(new() { Subscription = new() { Deadline = TimeSpan.FromSeconds(1) } });

        await IsTrueOfSubscriptionAsync("BundleUnpackFailed", $"bundle unpacking failed. Reason: DeadlineExceeded, and Message: {DeadlineExceeded}");

        Assert.Equal("True", (await ConditionOfSubscriptionAsync("BundleUnpacking"))?["status"]?.GetValue<string>());
        Assert.Equal((DeadlineExceeded, "DeadlineExceeded"), await FailureOfJobAsync());
        await Eventually.IsTrueAsync(async () => (await Incident.PodsOfAsync(Names.UnpackJob)).Count == 0, "the Job's pods are gone");
    }

    [Fact]
    public async Task Four_deleted_pods_exceed_the_backoff_limit()
    {
        await Incident.ResetAsync(new() { Subscription = new() });
        for (var deleted = 0; deleted < 4; deleted++)
        {
            await Incident.WaitUntilSettledAsync();
            await Incident.DeletePodAsync((await Incident.PodsOfAsync(Names.UnpackJob))[0]);
            await Eventually.IsTrueAsync(() => Task.FromResult(Incident.UnpackFailures > deleted), "the pod counts as a failure");
        }

        await IsTrueOfSubscriptionAsync("BundleUnpackFailed", "bundle unpacking failed. Reason: BackoffLimitExceeded, and Message: Job has reached the specified backoff limit");
        Assert.Equal(4, Incident.UnpackFailures);
    }

    [Fact]
    public async Task A_bundle_that_can_be_pulled_is_unpacked_and_the_subscription_is_up_to_date()
    {
        await Incident.ResetAsync(new() { Healthy = true, Subscription = new() });

        await Eventually.IsTrueAsync(async () => (await SubscriptionAsync()).Status?["state"]?.GetValue<string>() == "AtLatestKnown", "the Subscription is up to date");

        Assert.Null(await ConditionOfSubscriptionAsync("BundleUnpacking"));
        Assert.Contains((await UnpackJobAsync()).Status.Conditions, condition => condition is { Type: "Complete", Status: "True" });
        Assert.Equal("Succeeded", Assert.Single(await Incident.PodsOfAsync(Names.UnpackJob)).Status.Phase);
    }

    [Fact]
    public async Task A_failed_job_that_is_deleted_comes_back_only_when_olm_resolves_again()
    {
        await Incident.ResetAsync(new() { Healthy = true, Subscription = new() { UnpackJobFailed = true } });
        Assert.Equal((DeadlineExceeded, "DeadlineExceeded"), await FailureOfJobAsync());
        Assert.Empty(await Incident.PodsOfAsync(Names.UnpackJob));
        await IsTrueOfSubscriptionAsync("BundleUnpackFailed", $"bundle unpacking failed. Reason: DeadlineExceeded, and Message: {DeadlineExceeded}");

        await Client.BatchV1.DeleteNamespacedJobAsync(Names.UnpackJob, Marketplace, propagationPolicy: "Background");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Empty((await Client.BatchV1.ListNamespacedJobAsync(Marketplace)).Items);

        await Subscriptions.MergeAsync(Names.OperatorsNamespace, Names.Subscription, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["example.org/touched"] = "now" } } });
        await Eventually.IsTrueAsync(async () => (await SubscriptionAsync()).Status?["state"]?.GetValue<string>() == "AtLatestKnown", "the Subscription is up to date");
        Assert.Null(await ConditionOfSubscriptionAsync("BundleUnpackFailed"));
    }

    [Fact]
    public async Task A_catalog_that_begins_to_serve_makes_olm_resolve_again()
    {
        await Incident.ResetAsync(new() { Subscription = new() { UnpackJobFailed = true } });
        await Client.BatchV1.DeleteNamespacedJobAsync(Names.UnpackJob, Marketplace, propagationPolicy: "Background");

        await Incident.MakeHealthyAsync();

        await Eventually.IsTrueAsync(async () => (await SubscriptionAsync()).Status?["state"]?.GetValue<string>() == "AtLatestKnown", "the Subscription is up to date");
    }

    [Fact]
    public async Task An_operatorgroup_with_a_retry_interval_makes_olm_try_again_beside_the_failed_job()
    {
        await Incident.ResetAsync(new() { Healthy = true, Subscription = new() { UnpackJobFailed = true } });

        var retry = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["operatorframework.io/bundle-unpack-min-retry-interval"] = "1s" } } };
        await Task.Delay(TimeSpan.FromSeconds(2));
        await new CustomResources(Client, CustomKind.OperatorGroup).MergeAsync(Names.OperatorsNamespace, "global-operators", retry);

        await Eventually.IsTrueAsync(async () => (await SubscriptionAsync()).Status?["state"]?.GetValue<string>() == "AtLatestKnown", "the Subscription is up to date");
        Assert.Equal(2, (await Client.BatchV1.ListNamespacedJobAsync(Marketplace)).Items.Count);
    }

    [Fact]
    public async Task A_bundle_has_a_serviceaccount_of_its_own_in_a_newer_olm()
    {
        await Incident.ResetAsync(new() { Subscription = new(), Olm = new() { AccountPerBundle = true } });

        Assert.Equal(Names.UnpackJob, Assert.Single(await Incident.PodsOfAsync(Names.UnpackJob)).Spec.ServiceAccountName);
        Assert.Empty(await LinksOfAsync(Marketplace, Names.UnpackJob));
    }

    [Fact]
    public async Task An_import_brings_the_operator_alone()
    {
        await Incident.ResetAsync(new() { Import = new() });

        Assert.Equal([Names.Klusterlet], await ReplicaSetsAsync(Agent));
        Assert.Equal(["builder", "default", "deployer", "klusterlet"], await AccountsAsync(Agent));
        Assert.Equal(Names.AgentPullSecret, (await LinksOfAsync(Agent, Names.Klusterlet))[0]);
        Assert.Equal([Names.Klusterlet], (await StuckAsync()).Where(owner => owner.StartsWith("klusterlet", StringComparison.Ordinal)));
        Assert.Equal(Agent, (await Klusterlets.ReadAsync(null, Names.Klusterlet)).Spec?["namespace"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("open-cluster-management-agent")]
    [InlineData("open-cluster-management-agent-lab")]
    public async Task The_agents_follow_the_operators_pod_and_the_work_agent_has_no_replicas_until_the_cluster_joins(string ns)
    {
        await Incident.ResetAsync(new() { Import = new() { AgentNamespace = ns, HubAccepts = false, AddOn = true } });
        await MendNodeAndRestartAsync(Names.Klusterlet);

        await Incident.WaitUntilReadyAsync([Names.KlusterletRegistrationAgent]);
        await Incident.WaitUntilSettledAsync();
        Assert.Equal([Names.Klusterlet, Names.KlusterletRegistrationAgent, Names.KlusterletWorkAgent], await ReplicaSetsAsync(ns));
        Assert.Contains(Names.KlusterletWorkAccount, await AccountsAsync(ns));
        Assert.Empty(await Incident.PodsOfAsync(Names.KlusterletWorkAgent));
        Assert.Contains("HubKubeConfigSecretMissing", await HubConnectionAsync(), StringComparison.Ordinal);

        Incident.HubAccepts = true;

        await Incident.WaitUntilReadyAsync([Names.KlusterletWorkAgent, Names.AddOn]);
        await Eventually.IsTrueAsync(async () => await HubConnectionAsync() == "HubConnectionFunctional", "the Klusterlet says that it has joined");
        Assert.Equal([Names.AgentPullSecret], Assert.Single(await Incident.PodsOfAsync(Names.AddOn)).Spec.ImagePullSecrets.Select(reference => reference.Name));
        Assert.Contains(Names.AgentPullSecret, await SecretsInAsync(Names.AddOnNamespace));
    }

    [Fact]
    public async Task One_agent_does_the_work_of_two_where_the_hub_does_not_say_otherwise()
    {
        await Incident.ResetAsync(new() { Healthy = true, Import = new() { Singleton = true } });

        Assert.Equal([Names.Klusterlet, Names.KlusterletAgent], await ReplicaSetsAsync(Agent));
        Assert.DoesNotContain(Names.KlusterletRegistrationAccount, await AccountsAsync(Agent));
    }

    [Theory]
    [InlineData(ImportedPullSecret.Empty, true)]
    [InlineData(ImportedPullSecret.LacksHost, true)]
    [InlineData(ImportedPullSecret.Refused, true)]
    [InlineData(ImportedPullSecret.Good, false)]
    public async Task What_the_hubs_secret_holds_decides_where_templates_name_it(ImportedPullSecret content, bool isStuck)
    {
        await Incident.ResetAsync(new() { Import = new() { TemplatesNamePullSecret = true, PullSecret = content } });

        var pod = Assert.Single(await Incident.PodsOfAsync(Names.Klusterlet));
        Assert.Equal([Names.AgentPullSecret], pod.Spec.ImagePullSecrets.Select(reference => reference.Name));
        Assert.Equal(isStuck, (await StuckAsync()).Contains(Names.Klusterlet));
        var held = System.Text.Encoding.UTF8.GetString((await CopyInAsync(Agent, Names.AgentPullSecret)).Data[".dockerconfigjson"]);
        Assert.Equal(content is ImportedPullSecret.Empty, held == "{}");
    }

    [Fact]
    public async Task The_hubs_secret_is_restored_and_copied_to_namespaces_that_are_labelled_for_it()
    {
        await Incident.ResetAsync(new() { Healthy = true, Import = new() });
        await Client.CoreV1.CreateNamespaceAsync(new() { Metadata = new() { Name = "governance", Labels = new Dictionary<string, string> { ["addon.open-cluster-management.io/namespace"] = "true" } } });

        await Eventually.IsTrueAsync(async () => (await SecretsInAsync("governance")).Contains(Names.AgentPullSecret), "the secret is copied");

        await Client.CoreV1.DeleteNamespacedSecretAsync(Names.AgentPullSecret, Agent);
        await Eventually.IsTrueAsync(async () => (await SecretsInAsync(Agent)).Contains(Names.AgentPullSecret), "the secret is restored");
    }

    private CustomResources Klusterlets => new(Client, CustomKind.Klusterlet);

    private async Task<string> HubConnectionAsync() => (await Klusterlets.ReadAsync(null, Names.Klusterlet)).Status?["conditions"]?.AsArray()
        .FirstOrDefault(condition => condition?["type"]?.GetValue<string>() == "HubConnectionDegraded")?["reason"]?.GetValue<string>() ?? "";

    private async Task<IReadOnlyList<string>> ReplicaSetsAsync(string ns) =>
        [.. (await Client.AppsV1.ListNamespacedReplicaSetAsync(ns)).Items.Select(set => set.Name()).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> AccountsAsync(string ns) =>
        [.. (await Client.CoreV1.ListNamespacedServiceAccountAsync(ns)).Items.Select(account => account.Name()).Order(StringComparer.Ordinal)];

    private async Task MendNodeAndRestartAsync(string owner)
    {
        await Incident.RollOutNodeConfigAsync();
        foreach (var pod in await Incident.PodsOfAsync(owner))
        {
            await Incident.DeletePodAsync(pod);
        }
    }

    private CustomResources Subscriptions => new(Client, CustomKind.Subscription);

    private Task<CustomResource> SubscriptionAsync() => Subscriptions.ReadAsync(Names.OperatorsNamespace, Names.Subscription);

    private async Task<JsonNode?> ConditionOfSubscriptionAsync(string type) =>
        (await SubscriptionAsync()).Status?["conditions"]?.AsArray().FirstOrDefault(condition => condition?["type"]?.GetValue<string>() == type);

    private Task IsTrueOfSubscriptionAsync(string type, string message) => Eventually.IsTrueAsync(
        async () => await ConditionOfSubscriptionAsync(type) is { } condition
            && condition["status"]?.GetValue<string>() == "True" && condition["message"]?.GetValue<string>() == message,
        $"the Subscription has {type}: {message}");

    private Task<V1Job> UnpackJobAsync() => Client.BatchV1.ReadNamespacedJobAsync(Names.UnpackJob, Marketplace);

    private async Task<(string Message, string Reason)> FailureOfJobAsync()
    {
        var failed = Assert.Single((await UnpackJobAsync()).Status.Conditions, condition => condition is { Type: "Failed", Status: "True" });
        return (failed.Message, failed.Reason);
    }
}
