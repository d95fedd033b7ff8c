using CsCheck;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>Clusters in all sorts of states, with settings for them.</summary>
internal static class RandomClusters
{
    private static readonly string[] Links = ["builder-dockercfg-x7k2p", "open-cluster-management-image-pull-credentials", Make.SecretName, "other"];
    private static readonly string[] AccountNames = ["app", "builder", "klusterlet", "redhat-operators"];

    public static Gen<(ClusterSnapshot Cluster, Settings Settings)> Any { get; } =
        Gen.Select(
            Gen.Select(Namespace("openshift-marketplace"), Namespace("open-cluster-management-agent"), Namespace("team-a"), Gen.Int[0, 7]),
            Settings,
            Gen.OneOf("quay.io", "registry.redhat.io"),
            Gen.Int[0, 3])
        .Select((namespaces, settings, onlyRegistry, sources) =>
        {
            var (a, b, c, present) = namespaces;
            NamespaceSnapshot[] all = [a, b, c];
            var there = all.Where((_, i) => (present & (1 << i)) != 0).OrderBy(ns => ns.Name, StringComparer.Ordinal).ToList();
            return (Make.Cluster([.. there.Where(ns => settings.TargetOf(ns.Name) is not null).Select(ns => settings.LeavesToTenants(ns) ? Unread(ns) : ns)]) with
            {
                Elsewhere = [.. there.Where(ns => settings.TargetOf(ns.Name) is null || settings.LeavesToTenants(ns)).Select(ns => Unread(ns) with { Pods = [.. ns.Pods.Where(pod => pod.Stuck.Count > 0)] })],
                Sources = [Make.Source(sources == 0 ? Make.Credentials(onlyRegistry) : null)],
            }, settings);
        });

    /// <summary>The same cluster without the pods of which the kubelet can't decode a pull secret.</summary>
    public static ClusterSnapshot WithoutUndecodable(ClusterSnapshot cluster) => cluster with
    {
        Namespaces = [.. cluster.Namespaces.Select(ns => ns with { Pods = [.. ns.Pods.Where(pod => pod.HeldBack is not { Failure: PullFailure.UnreadableSecret })] })],
    };

    /// <summary>What is known of a namespace whose content is not read.</summary>
    private static NamespaceSnapshot Unread(NamespaceSnapshot ns) => ns with { Secret = null, ServiceAccounts = [], Pods = [], CatalogSources = [] };

    private static Gen<Settings> Settings =>
        Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 5], Gen.Bool).Select((targets, force, restart, exclude, replacesReadyPods) => new Settings
        {
            Targets = targets switch
            {
                0 => [new(new("*"))],
                1 => [new(new("*"), [new("*")])],
                2 => [new(new("openshift-marketplace"), [new("app"), new("redhat-*")]), new(new("team-?"))],
                3 => [new(new("team-a"), null, RestartPolicy.Never), new(new("open-cluster-management-agent"), [new("nothing")]), new(new("*"))],
                _ => new Settings().Targets,
            },
            Force = force,
            Restart = restart == 0 ? RestartPolicy.Never : RestartPolicy.AuthFailures,
            ReplaceReadyPods = replacesReadyPods,
            ExcludeNamespaces = exclude == 0 ? [new("openshift-*")] : [],
        });

    private static Gen<NamespaceSnapshot> Namespace(string name) =>
        Gen.Select(Gen.Int[0, 19], Secret(name), Accounts, Pods(name), Gen.Bool).Select((state, secret, accounts, pods, hasCatalog) => new NamespaceSnapshot
        {
            Name = name,
            IsOptedOut = state == 0,
            IsTerminating = state == 1,
            IsAllowed = state > 9,
            Secret = secret,
            ServiceAccounts = accounts,
            Pods = pods,
            CatalogSources = hasCatalog ? [Make.Catalog("redhat-operators")] : [],
        });

    private static Gen<PullSecret?> Secret(string ns) =>
        Gen.Select(
            Gen.OneOf<RegistryCredentials?>(Make.Wanted, Make.Credentials("quay.io"), Make.Credentials("quay.io", "registry.redhat.io", "extra.example.com"), Make.Credentials(("quay.io", "other")), null),
            Gen.Int[0, 7], Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 2])
        .Select((content, presence, isOurs, state, age) => presence < 3 ? null : Make.Foreign(ns, content) with
        {
            Credentials = content,
            Problem = content is null ? "is not JSON" : null,
            IsOurs = isOurs,
            Origin = isOurs ? (state == 0 ? "elsewhere/pull-secret" : Make.Origin) : null,
            IsImmutable = state == 1,
            Type = state == 2 ? "Opaque" : DockerConfig.SecretType,
            DataChangedAt = Make.Start.AddMinutes(age - 1),
        });

    private static Gen<IReadOnlyList<ServiceAccountSnapshot>> Accounts =>
        Gen.Select(Gen.Shuffle(Links), Gen.Int[0, 3], Gen.Int[0, 9]).Array[AccountNames.Length].Select(drawn => (IReadOnlyList<ServiceAccountSnapshot>)
        [
            .. drawn.Zip(AccountNames).Where(pair => pair.First.Item3 != 0).Select(pair => Make.Account(pair.Second, [.. pair.First.Item1.Take(pair.First.Item2)]) with { IsOptedOut = pair.First.Item3 == 1 }),
        ]);

    private static Gen<IReadOnlyList<PodSnapshot>> Pods(string ns) =>
        Gen.Select(
            Gen.OneOf(AccountNames), Stuck.Array[0, 2], Gen.Shuffle(Links), Gen.Int[0, 2], Gen.Int[0, 12], Gen.Int[-2, 2])
        .Array[0, 4].Select(drawn => (IReadOnlyList<PodSnapshot>)
        [
            .. drawn.Select((pod, i) =>
            {
                var (account, stuck, links, linkCount, state, age) = pod;
                var name = $"pod-{i}-of-{ns}";
                return Make.WellPod(name, account) with
                {
                    ImagePullSecrets = [.. links.Take(linkCount)],
                    Stuck = stuck,
                    IsReadyOrCompleted = stuck.Length == 0 && state > 1,
                    IsTerminating = state == 2,
                    Owner = state == 3 ? null : state is 4 or 6 or 10 ? new("CatalogSource", "redhat-operators", "uid-of-catalog-redhat-operators") : new(KindOf(state), $"owner-of-{name}", $"uid-of-owner-of-{name}"),
                    UnpackRef = state == 8 ? $"bundle-of-{name}" : null,
                    IsUpdatePoll = state == 5,
                    CreatedAt = Make.Start.AddMinutes(age),
                };
            }),
        ]);

    private static string KindOf(int state) => state switch
    {
        7 or 8 => PodOwner.JobKind,
        9 => "VirtualMachineInstance",
        _ => "ReplicaSet",
    };

    private static Gen<StuckContainer> Stuck =>
        Gen.Select(
            Gen.OneOf(Make.Unauthorized, Make.Unauthorized, Make.Unauthorized, Make.Unauthorized, Make.NotFound, "", Make.MirrorRefused, Make.ProxyRefused, Make.Undecodable),
            Gen.OneOf("quay.io/org/app:1", "registry.redhat.io/app:1", "nvcr.io/app:1"),
            Gen.Int[0, 2])
        .Select((message, image, age) => Make.Stuck("main", message, image) with { FailedAt = age == 0 ? null : Make.Start.AddMinutes(age) });
}
