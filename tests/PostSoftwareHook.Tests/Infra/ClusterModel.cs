using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>A cluster in memory on which a plan is carried out, with owners that make new pods and a registry that says yes or no.</summary>
internal sealed class ClusterModel(ClusterSnapshot start, bool doesRegistryAccept)
{
    private DateTimeOffset _now = Make.Start.AddHours(1);

    public ClusterSnapshot Cluster { get; private set; } = start;

    /// <summary>The changes that were carried out, in order.</summary>
    public List<Change> Done { get; } = [];

    /// <summary>From each pod that an owner made to the pod that it replaced.</summary>
    public Dictionary<string, string> Replaced { get; } = [];

    public void Apply(Plan plan)
    {
        foreach (var change in plan.Changes)
        {
            _now += TimeSpan.FromMinutes(1);
            Done.Add(change);
            Cluster = Cluster with { Namespaces = [.. Cluster.Namespaces.Select(ns => ns.Name == change.Namespace ? Apply(change, ns) : ns)] };
        }
    }

    private NamespaceSnapshot Apply(Change change, NamespaceSnapshot ns) => change switch
    {
        WriteSecret write => ns with { Secret = Write(write, ns.Secret) },
        RewriteLinks links => ns with { ServiceAccounts = [.. ns.ServiceAccounts.Select(account => account.Name == links.Name ? Link(account, links) : account)] },
        Restart restart => ns with { Pods = [.. ns.Pods.Select(pod => pod.Uid == restart.Pod.Uid ? Replacement(pod, ns) : pod)] },
        _ => throw new InvalidOperationException($"No such change: {change}"),
    };

    private PullSecret Write(WriteSecret write, PullSecret? existing)
    {
        Assert.Equal(existing, write.Existing);
        Assert.True(existing is null || write.Action == ItemAction.Recreated || existing.Type == DockerConfig.SecretType, "A secret's type can't be changed.");
        Assert.True(existing is not { IsImmutable: true } || write.Action is ItemAction.Recreated or ItemAction.Adopted, "An immutable secret's data can't be changed.");
        return Make.Copy(write.Namespace, write.Action == ItemAction.Adopted ? existing!.Credentials : write.Content) with
        {
            Origin = write.Origin,
            IsImmutable = write.Action == ItemAction.Adopted && existing!.IsImmutable,
            DataChangedAt = write.Action == ItemAction.Adopted ? existing!.DataChangedAt : _now,
        };
    }

    private ServiceAccountSnapshot Link(ServiceAccountSnapshot account, RewriteLinks links)
    {
        Assert.Equal(account, links.Before);
        return account with { ImagePullSecrets = links.After, LinksChangedAt = _now };
    }

    /// <summary>A pod with pull secrets that its account doesn't have got them from its template, and so gets them again.</summary>
    private PodSnapshot Replacement(PodSnapshot old, NamespaceSnapshot ns)
    {
        var links = ns.ServiceAccounts.FirstOrDefault(account => account.Name == old.ServiceAccount)?.ImagePullSecrets ?? [];
        var hasOwn = old.ImagePullSecrets.Except(links).Any();
        var replacement = old with
        {
            Name = old.Name + "-again",
            Uid = old.Uid + "-again",
            CreatedAt = _now.AddSeconds(10),
            ImagePullSecrets = hasOwn ? old.ImagePullSecrets : links,
        };
        var stuck = old.Stuck.Where(container => container.Failure is not (PullFailure.Authentication or PullFailure.UnreadableSecret) || !Pulls(container.Image, replacement, ns))
            .Select(container => container with { FailedAt = _now.AddSeconds(11) }).ToList();
        Replaced.Add(replacement.Uid, old.Uid);
        return replacement with { Stuck = stuck, IsReadyOrCompleted = stuck.Count == 0 };
    }

    private bool Pulls(string image, PodSnapshot pod, NamespaceSnapshot ns) =>
        doesRegistryAccept && pod.ImagePullSecrets.Contains(Make.SecretName) && ns.Secret?.Credentials?.CanPull(image) == true;
}
