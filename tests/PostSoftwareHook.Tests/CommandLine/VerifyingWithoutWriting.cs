using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>A run that only looks says what a heal would still have to do.</summary>
public class VerifyingWithoutWriting
{
    [Fact]
    public void What_is_healed_is_well() =>
        Assert.DoesNotContain(Verification.Judge(Runs.Healed), item => item.IsFailure);

    [Fact]
    public void A_stuck_pod_its_link_and_its_copy_are_missing_and_worth_waiting_for()
    {
        var outstanding = Verification.Judge(Runs.Planned);

        Assert.Contains(outstanding, item => item.IsFailure && !item.CannotRecover && item.Message.StartsWith("pod redhat-operators-x7k2p is stuck", StringComparison.Ordinal));
        Assert.Contains(outstanding, item => item.IsFailure && item.Message == "the secret pull-secret isn't there");
        Assert.Contains(outstanding, item => item.IsFailure && item.Message.StartsWith("the secret isn't linked to", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_a_healthy_cluster_never_had_is_told_and_no_failure()
    {
        var round = Make.Round(Runs.HealedNamespace with { Secret = null, ServiceAccounts = [Make.Account("klusterlet")], Pods = [Runs.HealedNamespace.Pods[1]] });

        var outstanding = Verification.Judge(round);

        Assert.NotEmpty(outstanding);
        Assert.DoesNotContain(outstanding, item => item.IsFailure);
        Assert.False(ResultBuilder.OfVerification(round, outstanding, null).Failed);
    }

    [Fact]
    public void A_link_that_was_lost_is_a_failure()
    {
        var round = Make.Round(Runs.HealedNamespace with { ServiceAccounts = [Make.Account("klusterlet")], Pods = [Runs.HealedNamespace.Pods[1]] });

        Assert.Contains(Verification.Judge(round), item => item.IsFailure && item.Message == "the secret isn't linked to klusterlet");
    }

    [Fact]
    public void A_catalog_that_does_not_answer_is_a_failure()
    {
        var round = Make.Round(Runs.HealedNamespace with { CatalogSources = [Runs.Catalog], Pods = [Runs.HealedNamespace.Pods[1]] });

        Assert.Contains(Verification.Judge(round), item => item.IsFailure && item.Message == "catalog source redhat-operators is TRANSIENT_FAILURE, not READY yet");
    }

    [Fact]
    public void Nodes_that_are_down_are_a_failure() =>
        Assert.Contains(Verification.Judge(Make.Round(Make.Cluster(Runs.HealedNamespace) with { Nodes = Make.Nodes(0, 1) })), item => item.IsFailure && item.Subject == Subject.Nodes);

    [Fact]
    public void It_never_claims_to_have_done_or_planned_anything()
    {
        var report = ResultBuilder.OfVerification(Runs.Planned, Verification.Judge(Runs.Planned), null);

        Assert.False(report.Changed);
        Assert.True(report.Failed);
        var target = report.Targets[0];
        Assert.Equal(ItemAction.Pending, target.Secret!.Action);
        Assert.All(target.ServiceAccounts, account => Assert.Equal(ItemAction.Pending, account.Action));
        Assert.All(target.Pods, pod => Assert.True(pod.Action is ItemAction.Failed or ItemAction.Skipped));
    }
}
