using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

/// <summary>What holds for every plan, whatever the cluster.</summary>
public class PlanningForAnyCluster
{
    private const int Clusters = 2_000;

    [Fact]
    public void The_same_cluster_gets_the_same_plan() =>
        Holds((cluster, settings) => TextOf(Make.Round(cluster, settings)) == TextOf(Make.Round(cluster, settings)));

    /// <summary>Where the kubelet could not decode a secret, it may have been the copy that was renewed, so that those pods are looked at again.</summary>
    [Fact]
    public void A_plan_that_was_carried_out_leaves_nothing_to_do() =>
        Heals((cluster, settings, doesRegistryAccept) =>
        {
            var model = new ClusterModel(RandomClusters.WithoutUndecodable(cluster), doesRegistryAccept);
            model.Apply(Make.Round(model.Cluster, settings).Plan);

            Assert.Empty(Make.Round(model.Cluster, settings).Plan.Changes);
        });

    [Fact]
    public void Where_the_registry_accepts_the_credentials_no_restarted_pod_stays_held_back() =>
        Heals((cluster, settings, _) =>
        {
            var model = new ClusterModel(cluster, doesRegistryAccept: true);
            model.Apply(Make.Round(cluster, settings).Plan);

            var heldBack = model.Cluster.Namespaces.SelectMany(ns => ns.Pods).Where(pod => model.Replaced.ContainsKey(pod.Uid) && pod.HeldBack is { Failure: PullFailure.Authentication });
            Assert.All(heldBack, pod => Assert.True(
                pod.Stuck.Any(container => !Make.Wanted.CanPull(container.Image) || !cluster.Sources[0].Credentials!.CanPull(container.Image))
                || !pod.ImagePullSecrets.Contains(Make.SecretName)));
        });

    [Fact]
    public void No_pull_secret_of_an_account_is_lost_or_moved() =>
        Holds((cluster, settings) =>
        {
            var model = new ClusterModel(cluster, doesRegistryAccept: true);
            model.Apply(Make.Round(cluster, settings).Plan);

            var before = cluster.Namespaces.SelectMany(ns => ns.ServiceAccounts);
            var after = model.Cluster.Namespaces.SelectMany(ns => ns.ServiceAccounts);
            return before.Zip(after).All(pair => pair.First.Name == pair.Second.Name
                && pair.Second.ImagePullSecrets.Take(pair.First.ImagePullSecrets.Count).SequenceEqual(pair.First.ImagePullSecrets)
                && pair.Second.ImagePullSecrets.Skip(pair.First.ImagePullSecrets.Count).All(name => name == Make.SecretName)
                && pair.Second.ImagePullSecrets.Count(name => name == Make.SecretName) <= 1);
        });

    [Fact]
    public void Well_and_terminating_pods_are_in_no_plan() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Targets.SelectMany(target => target.Pods)
            .All(step => step.Pod is { IsReadyOrCompleted: false, IsTerminating: false, Stuck.Count: > 0 }));

    [Fact]
    public void Every_stuck_pod_of_a_target_is_in_the_plan() =>
        Holds((cluster, settings) =>
        {
            var stuck = cluster.Namespaces.Where(ns => !ns.IsTerminating && !ns.IsOptedOut).SelectMany(ns => ns.Pods).Where(pod => pod.Stuck.Count > 0 && !pod.IsTerminating);
            return stuck.Select(pod => pod.Uid).Order().SequenceEqual(PlanOf(cluster, settings).Targets.SelectMany(target => target.Pods).Select(step => step.Pod.Uid).Order());
        });

    [Fact]
    public void Only_pods_with_an_owner_that_authentication_holds_back_are_restarted() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Changes.OfType<Restart>()
            .All(restart => restart.Pod is { HeldBack: not null, Owner: not null } && Find(cluster, restart.Namespace).Pods.Contains(restart.Pod)));

    [Fact]
    public void Only_secrets_of_our_name_are_written() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Changes.OfType<WriteSecret>().All(write => write.Name == settings.SecretName));

    [Fact]
    public void A_secret_is_brought_only_to_where_an_account_carries_it_afterwards() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Targets.Where(target => target.Secret?.Action == ItemAction.Created)
            .All(target => target.ServiceAccounts.Any(account => account.Action is ItemAction.Linked or ItemAction.Unchanged)));

    [Fact]
    public void Without_force_only_equal_secrets_of_others_are_touched() =>
        Holds((cluster, settings) => settings.Force || PlanOf(cluster, settings).Changes.OfType<WriteSecret>()
            .All(write => write.Existing is null or { IsOurs: true } || (write.Action == ItemAction.Adopted && write.Existing.Credentials!.IsSameAs(write.Content))));

    [Fact]
    public void A_namespace_in_conflict_or_left_alone_is_not_touched() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Targets
            .Where(target => target.LeftAlone is not null || target.Secret?.Action == ItemAction.Conflict).All(target => !target.Changes.Any()));

    [Fact]
    public void Opted_out_accounts_are_not_linked_and_their_pods_not_restarted_for_lack_of_a_link() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Targets.All(target =>
        {
            var optedOut = cluster.Find(target.Namespace)?.ServiceAccounts.Where(account => account.IsOptedOut && !account.ImagePullSecrets.Contains(Make.SecretName)).Select(account => account.Name).ToHashSet() ?? [];
            return target.ServiceAccounts.All(step => step.Change is null || !optedOut.Contains(step.Name))
                && target.Pods.All(step => step.Change is null || !optedOut.Contains(step.Pod.ServiceAccount));
        }));

    [Fact]
    public void Secrets_come_before_links_and_links_before_pods() =>
        Holds((cluster, settings) => PlanOf(cluster, settings).Targets.All(target =>
        {
            var order = target.Changes.Select(change => change switch { WriteSecret => 0, LinkServiceAccount => 1, _ => 2 }).ToList();
            return order.Order().SequenceEqual(order);
        }));

    [Fact]
    public void Without_consent_no_plan_changes_the_links_of_a_catalog_that_serves()
    {
        var serving = 0;
        Holds((cluster, settings) =>
        {
            var catalogs = (
                from ns in cluster.Namespaces
                from pod in ns.Pods
                where pod.IsReadyOrCompleted && !pod.IsTerminating && !pod.IsUpdatePoll
                from catalog in ns.CatalogSources
                where pod.Owner?.Uid == catalog.Uid && ns.ServiceAccounts.Any(account => account.Name == catalog.Name)
                select (ns.Name, catalog.Name)).ToHashSet();
            Interlocked.Add(ref serving, catalogs.Count);
            return settings.ReplaceReadyPods
                || PlanOf(cluster, settings).Changes.Concat(RemovalPlanner.Plan(cluster, settings).Changes).OfType<RewriteLinks>().All(change => !catalogs.Contains((change.Namespace, change.Name)));
        });
        Assert.True(serving > Clusters / 20, $"Only {serving} catalogs of {Clusters} clusters serve.");
    }

    [Fact]
    public void A_copy_is_removed_only_where_no_account_that_stays_linked_names_it() =>
        Holds((cluster, settings) => RemovalPlanner.Plan(cluster, settings).Targets.Where(target => target.Secret?.Change is DeleteSecret)
            .All(target => target.ServiceAccounts.All(account => account.Action == ItemAction.Unlinked)));

    [Fact]
    public void The_random_clusters_reach_every_verdict_and_every_action()
    {
        var verdicts = new HashSet<Verdict>();
        var actions = new HashSet<ItemAction>();
        RandomFindings.Investigated.Sample(investigated =>
        {
            var round = Make.Round(investigated.Cluster, investigated.Settings);
            lock (verdicts)
            {
                verdicts.UnionWith(round.Diagnosis!.Evidence.Select(evidence => evidence.Verdict));
                actions.UnionWith(round.Plan.Targets.SelectMany(target => target.ServiceAccounts).Select(step => step.Action));
                actions.UnionWith(round.Plan.Targets.SelectMany(target => target.Pods).Select(step => step.Action));
                actions.UnionWith(round.Plan.Targets.Select(target => target.Secret).OfType<PlanStep>().Select(step => step.Action));
            }
        }, iter: Clusters);

        Assert.Superset(
            new HashSet<Verdict>
            {
                Verdict.LinkMissing, Verdict.TransientRefusal, Verdict.CopyStale, Verdict.SourceMissingRegistry, Verdict.CredentialsRejected, Verdict.OwnPullSecrets, Verdict.PullSecretUnreadable,
                Verdict.MirrorRefused, Verdict.ProxyRefused, Verdict.Unknown, Verdict.CatalogsUnserved, Verdict.NotAuthentication, Verdict.ClusterNotReady,
            }, verdicts);
        Assert.Superset(
            new HashSet<ItemAction>
            {
                ItemAction.Created, ItemAction.Updated, ItemAction.Adopted, ItemAction.Recreated, ItemAction.Conflict, ItemAction.Linked, ItemAction.Restarted,
                ItemAction.Unchanged, ItemAction.Skipped, ItemAction.Failed,
            }, actions);
    }

    private static Plan PlanOf(ClusterSnapshot cluster, Settings settings) => Make.Round(cluster, settings).Plan;

    private static NamespaceSnapshot Find(ClusterSnapshot cluster, string name) => cluster.Find(name)!;

    private static void Holds(Func<ClusterSnapshot, Settings, bool> law) => RandomClusters.Any.Sample(law, iter: Clusters, print: any => Print(any.Item1, any.Item2));

    private static void Heals(Action<ClusterSnapshot, Settings, bool> law) =>
        Gen.Select(RandomClusters.Any, Gen.Bool).Sample(
            (any, doesRegistryAccept) => law(any.Cluster, any.Settings, doesRegistryAccept),
            iter: Clusters,
            print: drawn => $"{Print(drawn.Item1.Cluster, drawn.Item1.Settings)} accepted: {drawn.Item2}");

    private static string Print(ClusterSnapshot cluster, Settings settings) => $"{JsonSerializer.Serialize(cluster)} {JsonSerializer.Serialize(settings)}";

    private static string TextOf(Round round)
    {
        var text = new StringBuilder().AppendJoin('\n', round.Plan.Notices).AppendJoin('\n', round.Diagnosis!.Evidence);
        foreach (var change in round.Plan.Changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{change.GetType().Name} {change.Namespace} {change.Name}\n");
        }

        return text.AppendJoin('\n', round.Plan.Targets.SelectMany(target => target.Pods).Select(step => $"{step.Action} {step.Reason} {step.Command}")).ToString();
    }
}
