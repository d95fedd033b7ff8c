using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary><c>ansible localhost -m</c>: every value arrives as text and is understood as AnsibleModule would.</summary>
public class AdHoc(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>The result's fields, which are a contract.</summary>
    private static readonly string[] Fields =
        ["catalog_sources", "changed", "cluster", "diagnosis", "diff", "duration", "invocation", "msg", "outcome", "requests", "targets", "warnings"];

    protected override bool LeavesItUntouched => true;

    [Theory, BothAnsibleCores]
    public async Task The_checkouts_module_gives_the_whole_result(AnsibleCore core)
    {
        using var node = ControlNode.InCheckout(core, Incident.Planted);

        var result = await node.AdHocAsync("pull_secret_propagation", $"kubeconfig={ControlPlane.Kubeconfig}", "--check", "--diff");

        Assert.Equal("link_missing", result.Verdict);
        Assert.True(result.Changed);
        Assert.Equal(Fields, result.Json.Select(field => field.Key).Except(AddedByAnsible).Order(StringComparer.Ordinal));
    }

    [Theory, BothAnsibleCores]
    public async Task The_collections_module_is_called_by_its_full_name(AnsibleCore core)
    {
        using var node = await ControlNode.WithCollectionAsync(core, Incident.Planted);

        var result = await node.AdHocAsync(
            "post_software.hook.pull_secret_propagation", $"kubeconfig={ControlPlane.Kubeconfig} wait_timeout=60 restart=never", "--check", "--diff");

        Assert.Equal("link_missing", result.Verdict);
        Assert.Equal(Fields, result.Json.Select(field => field.Key).Except(AddedByAnsible).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(result.Actions, action => action.EndsWith(" restarted", StringComparison.Ordinal));
        Assert.Equal(60, (int)Understood(result)["wait_timeout"]!);
        Assert.Equal("never", (string?)Understood(result)["restart"]);
    }

    [Fact]
    public async Task Text_becomes_what_the_options_are()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core214, Incident.Planted);

        var result = await node.AdHocAsync(
            "pull_secret_propagation",
            $"kubeconfig={ControlPlane.Kubeconfig} wait=no force=False verify_ssl=yes wait_timeout='60' registries=quay.io,registry.redhat.io "
            + """targets='[{"namespace": "openshift-marketplace", "service_accounts": "redhat-*,default"}]' sources=openshift-config/pull-secret """,
            "--check");

        var expected = JsonNode.Parse("""
            {
              "wait": false,
              "force": false,
              "replace_ready_pods": false,
              "validate_certs": true,
              "wait_timeout": 60,
              "registries": ["quay.io", "registry.redhat.io"],
              "targets": [{"namespace": "openshift-marketplace", "service_accounts": ["redhat-*", "default"]}],
              "sources": [{"namespace": "openshift-config", "name": "pull-secret"}]
            }
            """)!.AsObject();
        Assert.All(expected, option => Assert.True(JsonNode.DeepEquals(option.Value, Understood(result)[option.Key]), $"{option.Key}: {Understood(result)[option.Key]}"));
        Assert.Equal(["default", "redhat-marketplace", "redhat-operators"], result.Accounts(Marketplace).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mistyped_option_is_refused_with_the_right_name()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);

        var result = await node.AdHocAsync("pull_secret_propagation", $"kubeconfig={ControlPlane.Kubeconfig} wait_timout=60");

        Assert.True(result.Failed);
        Assert.Equal("There is no option \"wait_timout\". Did you mean wait_timeout?", result.Message);
    }

    private static readonly string[] AddedByAnsible = ["_ansible_no_log", "action"];

    private static JsonNode Understood(HookResult result) => result.Json["invocation"]!["module_args"]!;
}
