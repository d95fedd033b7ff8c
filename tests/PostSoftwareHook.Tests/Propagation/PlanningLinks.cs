using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class PlanningLinks
{
    [Fact]
    public void A_link_is_appended_behind_all_earlier_ones()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet", "b", "a", "c")] });

        var link = Assert.IsType<LinkServiceAccount>(plan.ServiceAccounts.Single().Change);
        Assert.Equal(["b", "a", "c", "pull-secret"], link.After);
        Assert.Equal("rv-klusterlet", link.Before.ResourceVersion);
    }

    [Fact]
    public void A_list_that_is_not_there_is_made() =>
        Assert.Equal(["pull-secret"], ((LinkServiceAccount)Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")] }).ServiceAccounts.Single().Change!).After);

    [Fact]
    public void A_linked_account_stays()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet", "pull-secret")], Secret = Make.Copy() });

        Assert.Equal((ItemAction.Unchanged, null), (plan.ServiceAccounts.Single().Action, plan.ServiceAccounts.Single().Change));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Auto_means_catalogs_klusterlets_and_accounts_of_pods_that_lack_the_secret()
    {
        var plan = Make.Plan(Make.Namespace() with
        {
            ServiceAccounts =
            [
                Make.Account("builder"), Make.Account("klusterlet"), Make.Account("klusterlet-work-sa"), Make.Account("of-a-missing-tag"), Make.Account("of-a-well-pod"),
                Make.Account("of-an-unknown-registry"), Make.Account("of-an-unlinked-pod"), Make.Account("redhat-operators"),
            ],
            CatalogSources = [Make.Catalog("redhat-operators")],
            Pods =
            [
                Make.StuckPod("a", "of-an-unlinked-pod"), Make.StuckPod("b", "of-a-missing-tag", Make.NotFound),
                Make.StuckPod("c", "of-an-unknown-registry", image: "nvcr.io/app"), Make.WellPod("d", "of-a-well-pod"),
            ],
        });

        Assert.Equal(["klusterlet", "klusterlet-work-sa", "of-an-unlinked-pod", "redhat-operators"], plan.ServiceAccounts.Select(step => step.Name));
        Assert.All(plan.ServiceAccounts, step => Assert.Equal(ItemAction.Linked, step.Action));
    }

    [Fact]
    public void An_account_without_need_is_no_reason_to_write_the_secret()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("builder"), Make.Account("default")], Pods = [Make.WellPod("p", "default")] });

        Assert.Null(plan.Secret);
        Assert.Empty(plan.Hosts);
        Assert.Empty(plan.ServiceAccounts);
    }

    [Fact]
    public void Patterns_select_exactly_the_accounts_that_they_fit()
    {
        var settings = new Settings { Targets = [new(new(Make.Marketplace), [new("app-*"), new("builder")])] };

        var plan = Make.Plan(
            Make.Namespace() with
            {
                ServiceAccounts = [Make.Account("app-one"), Make.Account("builder"), Make.Account("default"), Make.Account("klusterlet")],
                Pods = [Make.StuckPod("p", "default")],
            },
            settings);

        Assert.Equal(["app-one", "builder"], plan.ServiceAccounts.Select(step => step.Name));
    }

    [Fact]
    public void An_account_that_carries_the_secret_is_reported_whatever_the_patterns_say()
    {
        var settings = new Settings { Targets = [new(new(Make.Marketplace), [new("nothing")])] };

        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("default", "pull-secret")], Secret = Make.Copy() }, settings);

        Assert.Equal(ItemAction.Unchanged, plan.ServiceAccounts.Single().Action);
    }

    [Fact]
    public void A_copy_of_ours_that_nobody_links_is_still_kept_exact()
    {
        var plan = Make.Plan(Make.Namespace() with { Secret = Make.Copy(credentials: Make.Credentials("old.example.com")) });

        Assert.Equal(ItemAction.Updated, plan.Secret!.Action);
    }

    [Fact]
    public void A_foreign_secret_that_nobody_needs_is_nobodys_business() =>
        Assert.Null(Make.Plan(Make.Namespace() with { Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) }).Secret);

    [Fact]
    public void An_account_that_opts_out_is_skipped_and_needs_no_secret()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet") with { IsOptedOut = true }] });

        var step = plan.ServiceAccounts.Single();
        Assert.Equal((ItemAction.Skipped, "its annotation post-software-hook/opt-out opts it out", null), (step.Action, step.Reason, step.Change));
        Assert.Null(plan.Secret);
    }

    [Fact]
    public void One_account_that_opts_out_does_not_hold_up_the_others()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet") with { IsOptedOut = true }, Make.Account("klusterlet-work-sa")] });

        Assert.Equal(ItemAction.Created, plan.Secret!.Action);
        Assert.Equal([ItemAction.Skipped, ItemAction.Linked], plan.ServiceAccounts.Select(step => step.Action));
    }

    [Fact]
    public void A_conflict_stops_links()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")], Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) });

        Assert.Equal(ItemAction.Conflict, plan.Secret!.Action);
        Assert.Equal((ItemAction.Skipped, "the secret pull-secret is in conflict"), (plan.ServiceAccounts.Single().Action, plan.ServiceAccounts.Single().Reason));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void The_secret_comes_before_the_links_and_those_before_the_pods()
    {
        var plan = Make.Plan(Make.Namespace() with
        {
            ServiceAccounts = [Make.Account("one"), Make.Account("two")],
            Pods = [Make.StuckPod("a", "one"), Make.StuckPod("b", "two")],
        });

        Assert.Equal(["WriteSecret pull-secret", "LinkServiceAccount one", "LinkServiceAccount two", "RestartPod a", "RestartPod b"],
            plan.Changes.Select(change => $"{change.GetType().Name} {change.Name}"));
        Assert.Equal(["quay.io", "registry.redhat.io"], plan.Hosts);
    }

    [Fact]
    public void A_namespace_that_opts_out_is_left_alone()
    {
        var plan = Make.Plan(Make.Namespace() with { IsOptedOut = true, ServiceAccounts = [Make.Account("klusterlet")] });

        Assert.Equal(("its annotation post-software-hook/opt-out opts it out", false), (plan.LeftAlone, plan.IsPending));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_namespace_that_is_being_deleted_is_left_alone_and_pending()
    {
        var plan = Make.Plan(Make.Namespace() with { IsTerminating = true, ServiceAccounts = [Make.Account("klusterlet")] });

        Assert.Equal(("the namespace is being deleted", true), (plan.LeftAlone, plan.IsPending));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Named_namespaces_that_are_to_come_are_pending_and_patterns_are_not()
    {
        var plan = Make.Round(Make.Cluster(Make.Namespace()), Make.For("openshift-marketplace", "missing", "also-*") with { WaitForNamespaces = TimeSpan.FromMinutes(1) }).Plan;

        Assert.Equal(["openshift-marketplace", "missing"], plan.Targets.Select(target => target.Namespace));
        Assert.Equal(("the namespace isn't there yet", true), (plan.Targets[1].LeftAlone, plan.Targets[1].IsPending));
    }

    [Fact]
    public void An_excluded_namespace_is_not_waited_for()
    {
        var settings = Make.For("openshift-marketplace", "missing") with { ExcludeNamespaces = [new("mis*")] };

        Assert.Equal(["openshift-marketplace"], Make.Round(Make.Cluster(Make.Namespace()), settings).Plan.Targets.Select(target => target.Namespace));
    }

    [Fact]
    public void Without_a_usable_source_nothing_is_planned()
    {
        var cluster = Make.Cluster(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")] }) with { Sources = [] };

        Assert.Empty(Make.Round(cluster).Plan.Targets);
    }

    [Fact]
    public void A_name_wins_over_a_pattern_and_of_two_patterns_the_first()
    {
        var settings = new Settings
        {
            Targets = [new(new("open*"), [new("first")]), new(new("openshift-*"), [new("second")]), new(new("openshift-marketplace"), [new("named")])],
            ExcludeNamespaces = [new("openshift-etcd")],
        };

        Assert.Equal("named", settings.TargetOf("openshift-marketplace")!.ServiceAccounts!.Single().Pattern);
        Assert.Equal("first", settings.TargetOf("openshift-config")!.ServiceAccounts!.Single().Pattern);
        Assert.Null(settings.TargetOf("openshift-etcd"));
        Assert.Null(settings.TargetOf("kube-system"));
        Assert.Equal(["openshift-marketplace"], settings.NamedNamespaces);
    }

    [Fact]
    public void By_default_the_marketplace_and_the_klusterlets_are_the_targets() =>
        Assert.Equal(["openshift-marketplace", "open-cluster-management-agent", "open-cluster-management-agent-addon"], new Settings().NamedNamespaces);

    [Fact]
    public void Warnings_of_the_sources_and_of_a_covering_copy_are_in_the_plan()
    {
        var settings = Make.For(Make.Marketplace) with { Sources = [new("openshift-config", "pull-secret"), new("openshift-config", "extra")] };
        var ns = Make.Namespace() with
        {
            ServiceAccounts = [Make.Account("klusterlet", "pull-secret")],
            Secret = Make.Foreign(credentials: Make.Credentials("quay.io", "registry.redhat.io", "extra.example.com")),
        };
        var cluster = Make.Cluster(ns) with { Sources = [Make.Source(), Make.Source(Make.Credentials(("quay.io", "two")), "extra")] };

        var warnings = Make.Round(cluster, settings).Plan.Notices;

        Assert.Equal(2, warnings.Count);
        Assert.StartsWith("The sources hold different credentials for quay.io", warnings[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("and also extra.example.com.", warnings[1].Text, StringComparison.Ordinal);
    }
}
