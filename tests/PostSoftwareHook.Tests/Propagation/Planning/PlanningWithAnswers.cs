using System.Text.Json;
using CsCheck;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Planning;

/// <summary>What holds for every plan, whatever the cluster and whatever the investigation brought.</summary>
public class PlanningWithAnswers
{
    private const int Clusters = 2_000;

    /// <summary>A copy of ours that the kubelet can't decode stops every pull of a pod, so it is written anew even then.</summary>
    [Fact]
    public void Where_every_registry_refuses_the_source_nothing_is_written() =>
        Holds(RandomFindings.Refused, round => round.Plan.Targets.All(target =>
        {
            var isStopped = target.Pods.Any(step => step.Pod.HeldBack is { Failure: PullFailure.UnreadableSecret });
            return isStopped || (target.Changes.All(change => change is Restart) && target.Pods.All(step => step.Change is null || step.Verdict == Verdict.TransientRefusal));
        }));

    [Fact]
    public void A_pod_is_restarted_only_for_a_cause_that_a_restart_heals() =>
        Holds(RandomFindings.Investigated, round => round.Plan.Targets.SelectMany(target => target.Pods)
            .All(step => step.Change is null || step.Verdict is Verdict.LinkMissing or Verdict.TransientRefusal or Verdict.CopyStale));

    [Fact]
    public void A_pod_is_restarted_only_if_something_makes_it_anew() =>
        Holds(RandomFindings.Investigated, round => round.Plan.Changes.OfType<Restart>().All(restart => restart switch
        {
            RestartPod => restart.Pod.Owner is { ReplacesPods: true },
            _ => restart.Pod is { UnpackRef: not null, Owner.Kind: PodOwner.JobKind },
        }));

    [Fact]
    public void Every_pod_of_a_target_that_waits_for_its_image_is_in_the_plan() =>
        Holds(RandomFindings.Investigated, round => round.Snapshot.Namespaces.Where(ns => !ns.IsTerminating && !ns.IsOptedOut).SelectMany(ns => ns.Pods)
            .Where(pod => pod.Stuck.Count > 0 && !pod.IsTerminating).Select(pod => pod.Uid).Order()
            .SequenceEqual(round.Plan.Targets.SelectMany(target => target.Pods).Select(step => step.Pod.Uid).Order()));

    [Fact]
    public void A_pod_that_authentication_holds_back_is_never_skipped_but_where_a_person_asked_for_it() =>
        RandomFindings.Investigated.Sample(any => Make.Round(any.Cluster, any.Settings).Plan.Targets.Where(target => any.Cluster.Find(target.Namespace) is not null).All(plan =>
        {
            var target = any.Settings.TargetOf(plan.Namespace)!;
            var selected = any.Cluster.Find(plan.Namespace)!.ServiceAccounts
                .Where(account => !account.IsOptedOut && target.ServiceAccounts?.Any(glob => glob.Matches(account.Name)) != false).Select(account => account.Name).ToHashSet();
            return (target.Restart ?? any.Settings.Restart) == RestartPolicy.Never
                || plan.Pods.All(step => step.Action != ItemAction.Skipped || step.Verdict == Verdict.NotAuthentication || !selected.Contains(step.Pod.ServiceAccount));
        }), iter: Clusters, print: Print);

    [Fact]
    public void Nothing_is_changed_outside_the_targets_nor_in_a_namespace_that_is_left_to_its_tenants() =>
        RandomFindings.Investigated.Sample(any =>
        {
            var targets = any.Cluster.Namespaces.Where(ns => any.Settings.TargetOf(ns.Name) is not null && !any.Settings.LeavesToTenants(ns)).Select(ns => ns.Name).ToHashSet();
            return Make.Round(any.Cluster, any.Settings).Plan.Changes.All(change => targets.Contains(change.Namespace));
        }, iter: Clusters, print: Print);

    [Fact]
    public void Without_consent_no_catalog_that_serves_is_linked() =>
        RandomFindings.Investigated.Sample(any => any.Settings.ReplaceReadyPods || Make.Round(any.Cluster, any.Settings).Plan.Changes.OfType<RewriteLinks>()
            .All(change => ServingCatalogs.PodsOf(any.Cluster.Find(change.Namespace)!, change.Name).Count == 0), iter: Clusters, print: Print);

    [Fact]
    public void A_plan_that_was_carried_out_leaves_no_link_and_no_secret_to_write() =>
        Gen.Select(RandomFindings.Investigated, Gen.Bool, Gen.Bool).Sample((any, doesRegistryAccept, wasRestarted) =>
        {
            var model = new ClusterModel(RandomClusters.WithoutUndecodable(any.Cluster), doesRegistryAccept);
            var history = new RunHistory(any.Settings);
            var first = Make.Round(model.Cluster, any.Settings, wasRestarted);
            history.Add(first, TimeSpan.Zero);
            model.Apply(first.Plan);

            Assert.DoesNotContain(Make.Round(model.Cluster, any.Settings, wasRestarted, history).Plan.Changes, change => change is WriteSecret or RewriteLinks);
        }, iter: Clusters, print: drawn => $"{Print(drawn.Item1)} accepted: {drawn.Item2}, restarted: {drawn.Item3}");

    [Fact]
    public void Whatever_is_known_no_question_is_asked_twice_and_their_number_is_limited() =>
        RandomFindings.Investigated.Sample(any =>
        {
            var questions = Make.Questions(any.Cluster, any.Settings);
            var again = Make.Questions(any.Cluster with { Findings = any.Cluster.Findings with { Asked = questions.Keys.ToHashSet() } }, any.Settings);
            return !again.Keys.Intersect(questions.Keys).Any() && questions.ImagesForSource.Count <= 4 && questions.ImagesForNode.Count <= 4 && questions.Owners.Count <= 4 && questions.AgentSecrets.Count <= 2;
        }, iter: Clusters, print: Print);

    /// <summary>Holds before and after the run has restarted such pods.</summary>
    private static void Holds(Gen<(ClusterSnapshot Cluster, Settings Settings)> clusters, Func<Round, bool> law) =>
        Gen.Select(clusters, Gen.Bool).Sample(
            (any, wasRestarted) => law(Make.Round(any.Cluster, any.Settings, wasRestarted)), iter: Clusters, print: drawn => $"{Print(drawn.Item1)} restarted: {drawn.Item2}");

    private static string Print((ClusterSnapshot Cluster, Settings Settings) any) => $"{JsonSerializer.Serialize(any.Cluster)} {JsonSerializer.Serialize(any.Settings)}";
}
