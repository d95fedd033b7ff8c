using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Planning;

/// <summary>Nothing is written that cannot help.</summary>
public class SparingWhatCannotBeHelped
{
    private const string Refusal = "the registry refuses the source's credentials, so a link can't help";

    private static readonly NamespaceSnapshot Stuck = Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators")], Pods = [Make.StuckPod("p")] };
    private static readonly Findings Refused = Answered.By(Answered.Refused(AskedWith.Source));

    [Fact]
    public void A_pod_whose_node_is_accepted_now_is_only_restarted()
    {
        var plan = Plan(Stuck, Answered.By(Answered.Accepted(AskedWith.Node), Answered.Accepted(AskedWith.Source)));

        Assert.Equal(["RestartPod p"], Names(plan));
        Assert.Equal((Verdict.TransientRefusal, null), (plan.Pods.Single().Verdict, plan.Secret));
    }

    [Fact]
    public void Even_if_it_is_a_catalogs_and_the_source_is_refused()
    {
        var catalog = Make.Catalog("redhat-operators");
        var ns = Stuck with { CatalogSources = [catalog], Pods = [Make.StuckPod("p") with { Owner = Make.OwnedBy(catalog) }] };

        Assert.Equal(["RestartPod p"], Names(Plan(ns, Answered.By(Answered.Accepted(AskedWith.Node), Answered.Refused(AskedWith.Source)))));
    }

    [Fact]
    public void Refused_again_after_that_it_is_linked() =>
        Assert.Equal(
            ["WriteSecret pull-secret", "LinkServiceAccount redhat-operators", "RestartPod p"],
            Names(Plan(Stuck, Answered.By(Answered.Accepted(AskedWith.Node)), wasRestarted: true)));

    [Fact]
    public void A_pod_without_an_owner_is_left_to_a_person_even_if_a_restart_were_enough()
    {
        var step = Plan(Stuck with { Pods = [Make.StuckPod("p") with { Owner = null }] }, Answered.By(Answered.Accepted(AskedWith.Node))).Pods.Single();

        Assert.Equal((ItemAction.Failed, Verdict.TransientRefusal, "oc get pod p -n openshift-marketplace -o yaml | oc replace --force -f -"), (step.Action, step.Verdict, $"{step.Command}"));
    }

    [Fact]
    public void Where_the_source_is_refused_nothing_is_written_and_the_pod_fails()
    {
        var plan = Plan(Stuck, Refused);

        Assert.Equal((ItemAction.Failed, Verdict.CredentialsRejected, null), (plan.Pods.Single().Action, plan.Pods.Single().Verdict, plan.Secret));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void And_no_copy_is_renewed_with_it()
    {
        var stale = Make.Copy(credentials: Make.Credentials("old.example.com"));

        Assert.Null(Plan(Stuck with { Secret = stale }, Refused).Secret);
        Assert.Null(Plan(Make.Namespace() with { Secret = stale, ServiceAccounts = [Make.Account("redhat-operators", Make.SecretName)] }, Refused).Secret);
    }

    [Fact]
    public void And_none_is_brought_to_a_catalog_that_was_linked_before()
    {
        var catalog = Make.Catalog("redhat-operators");
        var ns = Make.Namespace() with { CatalogSources = [catalog], ServiceAccounts = [Make.Account("redhat-operators", Make.SecretName)] };

        Assert.Empty(Plan(ns, Refused).Changes);
        Assert.Empty(Plan(ns with { Secret = Make.Copy(credentials: Make.Credentials("old.example.com")) }, Refused).Changes);
    }

    [Fact]
    public void And_nobody_is_linked_who_does_not_need_it_yet()
    {
        var plan = Plan(Make.Namespace() with { CatalogSources = [Make.Catalog("redhat-operators")], ServiceAccounts = [Make.Account("klusterlet"), Make.Account("redhat-operators")] }, Refused);

        Assert.All(plan.ServiceAccounts, step => Assert.Equal((ItemAction.Skipped, Refusal), (step.Action, step.Reason)));
        Assert.Equal(2, plan.ServiceAccounts.Count);
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Nor_those_that_a_person_names()
    {
        var plan = Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("app")] }, Refused, new() { Targets = [new(new(Make.Marketplace), [new("app")])] });

        Assert.Equal((ItemAction.Skipped, Refusal), (plan.ServiceAccounts.Single().Action, plan.ServiceAccounts.Single().Reason));
    }

    [Fact]
    public void A_registry_that_accepts_the_source_makes_a_copy_worth_while_for_those_who_pull_from_it()
    {
        var findings = Answered.By(Answered.Refused(AskedWith.Source), Answered.Accepted(AskedWith.Source, "quay.io/lab/app:1"));
        var ns = Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")], Pods = [Make.WellPod("p", "klusterlet") with { Images = ["quay.io/lab/app:1"] }] };

        Assert.Equal(["WriteSecret pull-secret", "LinkServiceAccount klusterlet"], Names(Plan(ns, findings)));
        Assert.Empty(Plan(ns with { Pods = [Make.WellPod("p", "klusterlet") with { Images = ["quay.io/lab/app:1", Make.Image] }] }, findings).Changes);
        Assert.Empty(Plan(ns with { Pods = [] }, findings).Changes);
    }

    [Fact]
    public void A_pod_of_a_registry_that_was_not_asked_is_healed_all_the_same()
    {
        var ns = Make.Namespace() with { ServiceAccounts = [Make.Account("app"), Make.Account("klusterlet")], Pods = [Make.StuckPod("p", "app", image: "quay.io/lab/app:1")] };

        Assert.Equal(["WriteSecret pull-secret", "LinkServiceAccount app", "RestartPod p"], Names(Plan(ns, Refused)));
    }

    [Fact]
    public void A_klusterlet_is_linked_beforehand_only_where_RHACM_is_or_where_a_person_says()
    {
        var allowed = Make.Namespace("team-a") with { IsAllowed = true, ServiceAccounts = [Make.Account("klusterlet")] };

        Assert.Empty(Planned(allowed, "*").ServiceAccounts);
        Assert.Empty(Planned(allowed with { Name = "openshift-lab" }, "*").ServiceAccounts);
        Assert.Single(Planned(allowed, "team-a").ServiceAccounts);
        Assert.Single(Planned(allowed with { Name = "open-cluster-management-agent" }, "*").ServiceAccounts);
        Assert.Single(Planned(allowed with { Name = "multicluster-engine" }, "*").ServiceAccounts);
    }

    [Theory]
    [InlineData("klusterlet", true)]
    [InlineData("klusterlet-work-sa", true)]
    [InlineData("my-klusterlet", false)]
    public void A_klusterlet_is_known_by_the_start_of_its_name(string account, bool isLinked) =>
        Assert.Equal(isLinked, Planned(Make.Namespace("open-cluster-management-agent") with { ServiceAccounts = [Make.Account(account)] }, "open-*").ServiceAccounts.Count == 1);

    private static TargetPlan Planned(NamespaceSnapshot ns, string target) => Plan(ns, Findings.None, new() { Targets = [new(new(target))] });

    private static TargetPlan Plan(NamespaceSnapshot ns, Findings findings, Settings? settings = null, bool wasRestarted = false) =>
        Make.Round(Make.Cluster(ns) with { Findings = findings }, settings, wasRestarted).Plan.Targets.Single();

    private static IEnumerable<string> Names(TargetPlan plan) => plan.Changes.Select(change => $"{change.GetType().Name} {change.Name}");
}
