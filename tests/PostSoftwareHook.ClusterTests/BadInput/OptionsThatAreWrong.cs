namespace PostSoftwareHook.ClusterTests.BadInput;

/// <summary>Options that can't be understood: one clear sentence each, and not one request.</summary>
public class OptionsThatAreWrong(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("unknown_option", """{"secretname": "x"}""")]
    [InlineData("unknown_option_far_from_any", """{"flavour": "vanilla"}""")]
    [InlineData("unknown_option_of_a_target", """{"targets": [{"namespace": "a", "service_account": ["b"]}]}""")]
    [InlineData("target_without_namespace", """{"targets": [{"service_accounts": ["b"]}]}""")]
    [InlineData("targets_empty", """{"targets": []}""")]
    [InlineData("sources_empty", """{"sources": []}""")]
    [InlineData("auto_beside_patterns", """{"targets": [{"namespace": "a", "service_accounts": ["auto", "b"]}]}""")]
    [InlineData("text_for_a_number", """{"wait_timeout": "soon"}""")]
    [InlineData("negative_number", """{"wait_for_namespaces": -1}""")]
    [InlineData("text_for_yes_or_no", """{"force": "perhaps"}""")]
    [InlineData("object_for_a_list", """{"registries": {"a": "b"}}""")]
    [InlineData("list_for_text", """{"secret_name": ["a"]}""")]
    [InlineData("no_such_choice", """{"restart": "always"}""")]
    [InlineData("no_kubernetes_name", """{"secret_name": "Pull Secret"}""")]
    [InlineData("alias_that_contradicts", """{"validate_certs": true, "verify_ssl": false}""")]
    [InlineData("source_without_name", """{"sources": [{"namespace": "openshift-config"}]}""")]
    [InlineData("managed_cluster_without_hub", """{"managed_cluster": "student1"}""")]
    [InlineData("hub_without_managed_cluster", """{"hub_kubeconfig": "/tmp/hub"}""")]
    public async Task Are_refused_in_one_sentence(string name, string options)
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(options);

        Assert.True(result.Failed);
        Assert.False(result.Changed);
        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
        Snapshots.Match(Scrub.Text(result.Message), $"Options_{name}");
    }
}
