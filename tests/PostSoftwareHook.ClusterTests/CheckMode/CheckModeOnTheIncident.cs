using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.CheckMode;

/// <summary>What check mode says, and that it is all it does.</summary>
public class CheckModeOnTheIncident(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task It_would_change_something_and_writes_nothing()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(checkMode: true, diff: true);

        Assert.True(result.Changed);
        Assert.False(result.Failed, result.Message);
        Assert.Contains("Would do: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces", result.Message, StringComparison.Ordinal);
        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.True(request.Verb is "get" or "list" || request.IsQuestion, request.ToString()));
    }

    [Fact]
    public async Task The_diff_shows_registries_links_and_pods()
    {
        var result = await Hook.RunAsync(checkMode: true, diff: true);

        Assert.Contains($"namespace {Marketplace}\n  secret pull-secret: absent\n", result.Before, StringComparison.Ordinal);
        Assert.Matches($"namespace {Marketplace}\n  secret pull-secret: ours, from openshift-config/pull-secret\n    quay.io: credential [0-9a-f]{{8}}\n    registry.connect.redhat.com: credential", result.After);
        Assert.Contains($"serviceaccount {Names.CustomCatalog} imagePullSecrets: []", result.Before, StringComparison.Ordinal);
        Assert.Contains($"serviceaccount {Names.CustomCatalog} imagePullSecrets: [pull-secret]", result.After, StringComparison.Ordinal);
        Assert.Matches($"serviceaccount {Names.Klusterlet} imagePullSecrets: \\[{Names.AgentPullSecret}, klusterlet-dockercfg-.....\\]", result.Before);
        Assert.Matches($"serviceaccount {Names.Klusterlet} imagePullSecrets: \\[{Names.AgentPullSecret}, klusterlet-dockercfg-....., pull-secret\\]", result.After);
        Assert.Matches(@"pod redhat-marketplace-\w{5}: ImagePullBackOff", result.Before);
        Assert.Matches(@"pod redhat-marketplace-\w{5}: deleted, CatalogSource/redhat-marketplace makes a new one", result.After);
    }

    [Fact]
    public async Task Fingerprints_of_credentials_are_of_no_use_in_another_run()
    {
        var one = await Hook.RunAsync(checkMode: true, diff: true);
        var other = await Hook.RunAsync(checkMode: true, diff: true);

        Assert.Empty(Fingerprints(one).Intersect(Fingerprints(other)));
        Assert.Equal(Scrub.Fingerprints(one.After!), Scrub.Fingerprints(other.After!));

        static IEnumerable<string> Fingerprints(HookResult result) => Regex.Matches(result.After!, "credential ([0-9a-f]{8})").Select(match => match.Groups[1].Value);
    }

    [Fact]
    public async Task Without_a_diff_asked_for_there_is_none()
    {
        var result = await Hook.RunAsync(checkMode: true);

        Assert.Null(result.Json["diff"]);
    }
}
