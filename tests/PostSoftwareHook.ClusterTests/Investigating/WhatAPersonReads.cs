using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>The page says what is wrong and names the objects meant, and its commands can be typed as they stand.</summary>
public partial class WhatAPersonReads(IncidentFixture fixture) : InvestigationTests(fixture)
{
    protected override IncidentOptions Options => new() { Healthy = true, AgentNamespace = false };

    [Fact]
    public async Task Of_a_revoked_account_is_which_registry_refuses_it()
    {
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);

        var (result, page) = await HealAsync(exitCode: 0);

        Assert.Contains($"{Names.RedHatRegistry} refuses the credentials of openshift-config/pull-secret", result.Message, StringComparison.Ordinal);
        Assert.Contains($"--registry={Names.RedHatRegistry} ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_pod_outside_the_targets_is_the_target_to_add()
    {
        await Incident.ResetAsync(Options with { RefusedOutsideTargets = true });

        var (result, page) = await HealAsync(exitCode: 0);

        Assert.Contains(Names.OperatorsNamespace, result.Message, StringComparison.Ordinal);
        Assert.Contains($"add {Names.OperatorsNamespace} to --targets", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_catalogs_that_are_not_served_is_a_command_that_lists_them()
    {
        await Incident.ResetAsync(new() { HostedCatalogs = true, AgentNamespace = false });

        var (_, page) = await HealAsync(exitCode: 1);

        Assert.Contains("oc get catalogsource -A\n", page, StringComparison.Ordinal);
        Assert.Contains($"oc describe catalogsource {Names.ExtractingCatalog} -n {Marketplace}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_failed_Job_that_nobody_can_be_asked_about_is_its_Subscription_and_no_pod()
    {
        await Incident.ResetAsync(Options with { Subscription = new() { UnpackJobFailed = true } });
        await Incident.SetImageApiAsync(ImageApiFault.Absent);

        var (result, page) = await HealAsync(exitCode: 1);

        Assert.Equal("operators_failed", result.Verdict);
        Assert.DoesNotContain($"pod {Marketplace}/{Names.UnpackJob}", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"pod {Names.UnpackJob}", page, StringComparison.Ordinal);
        Assert.Contains($"oc delete job {Names.UnpackJob} -n {Marketplace}", page, StringComparison.Ordinal);
        Assert.Contains($"oc annotate subscription.operators.coreos.com {Names.Subscription} -n {Names.OperatorsNamespace}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_mirror_is_the_set_that_names_it()
    {
        await Incident.AddMirrorsAsync(MirrorKind.TagMirrorSet, Names.RedHatRegistry, ["bastion.example.com:5000"]);
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ConnectionRefused(Names.RedHatRegistry));
        await RestartAsync(Names.PollingCatalog);

        var (_, page) = await HealAsync(exitCode: 1);

        Assert.Contains("imagetagmirrorset mirrors-of-registry.redhat.io", page, StringComparison.Ordinal);
        Assert.Contains("--registry=bastion.example.com:5000 ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_secret_of_the_hub_is_what_it_holds()
    {
        await Incident.ResetAsync(new() { Import = new() { TemplatesNamePullSecret = true, PullSecret = ImportedPullSecret.Empty } });

        var (_, page) = await HealAsync(exitCode: 1);

        Assert.Contains($"{Names.AgentPullSecret} is empty: the hub has no pull secret for this cluster", page, StringComparison.Ordinal);
    }

    /// <summary>What the module and then the command say, both after the commands on the page were checked for placeholders.</summary>
    private async Task<(HookResult Result, string Page)> HealAsync(int exitCode)
    {
        var result = await Hook.RunAsync("""{"wait_timeout": 3}""");
        var ran = await Hook.TypeAsync("heal", "--yes", "--wait-timeout", "3");
        Assert.Equal(exitCode, ran.ExitCode);
        Assert.DoesNotMatch(Placeholder(), ran.Output);
        return (result, ran.Output);
    }

    /// <summary>A command with a name that was not filled in. Who types it fills in the login alone.</summary>
    [GeneratedRegex(@"(?m)^ +oc .*(\b(POD|HOST|SECRET|SUBSCRIPTION|CATALOG)\b|-n NAMESPACE)")]
    private static partial Regex Placeholder();
}
