using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class TakingItAllAway
{
    [Fact]
    public void Links_go_first_and_then_the_copy_that_is_ours()
    {
        var plan = Plan(Make.Namespace() with
        {
            Secret = Make.Copy(),
            ServiceAccounts = [Make.Account("one", "a", Make.SecretName, "b"), Make.Account("two", Make.SecretName), Make.Account("three", "a")],
        });

        Assert.Equal(["UnlinkServiceAccount one", "UnlinkServiceAccount two", "DeleteSecret pull-secret"],
            plan.Changes.Select(change => $"{change.GetType().Name} {change.Name}"));
        Assert.Equal(["a", "b"], plan.Changes.OfType<UnlinkServiceAccount>().First().After);
    }

    [Fact]
    public void A_secret_that_is_not_ours_stays_with_its_links_and_a_warning()
    {
        var round = RemovalPlanner.Plan(
            Make.Cluster(Make.Namespace() with { Secret = Make.Foreign(), ServiceAccounts = [Make.Account("one", Make.SecretName)] }), Make.For(Make.Marketplace));

        Assert.Empty(round.Changes);
        Assert.Equal((ItemAction.Skipped, "it isn't ours"), (round.Targets.Single().Secret!.Action, round.Targets.Single().Secret!.Reason));
        Assert.Equal("oc secrets unlink one pull-secret -n openshift-marketplace", $"{Assert.Single(Assert.Single(round.Notices).Commands)}");
    }

    [Fact]
    public void A_foreign_secret_without_links_is_no_warning() =>
        Assert.Empty(RemovalPlanner.Plan(Make.Cluster(Make.Namespace() with { Secret = Make.Foreign() }), Make.For(Make.Marketplace)).Notices);

    [Fact]
    public void Links_to_a_secret_that_is_gone_are_taken_away() =>
        Assert.IsType<UnlinkServiceAccount>(Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("one", Make.SecretName)] }).Changes.Single());

    [Fact]
    public void A_namespace_without_either_stays() => Assert.Empty(Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("one", "a")] }).Changes);

    [Fact]
    public void Namespaces_that_opt_out_or_are_being_deleted_are_left_alone()
    {
        var ns = Make.Namespace() with { Secret = Make.Copy(), ServiceAccounts = [Make.Account("one", Make.SecretName)] };

        Assert.Empty(Plan(ns with { IsOptedOut = true }).Changes);
        Assert.Empty(Plan(ns with { IsTerminating = true }).Changes);
        Assert.True(Plan(ns with { IsTerminating = true }).IsPending);
    }

    private static TargetPlan Plan(NamespaceSnapshot ns) => RemovalPlanner.Plan(Make.Cluster(ns), Make.For(ns.Name)).Targets.Single();
}
