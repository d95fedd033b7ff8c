namespace PostSoftwareHook.Propagation;

/// <summary>What the nodes of pods that wait lack: it explains why their own credentials do not serve.</summary>
internal static class NodeEvidence
{
    public static IEnumerable<Evidence> Of(ClusterSnapshot snapshot, IReadOnlyList<PodDiagnosis> pods, RegistryCredentials desired)
    {
        var waiting = pods.Where(pod => pod.Verdict != Verdict.NotAuthentication && pod.Container.Failure is PullFailure.Authentication or PullFailure.Unknown or PullFailure.MirrorRefused).ToList();
        var nodes = (snapshot.Nodes ?? []).Where(node => waiting.Any(pod => pod.Pod.Node == node.Name)).ToList();
        return
        [
            .. from node in nodes
               let images = waiting.Where(pod => pod.Pod.Node == node.Name && pod.Container.Failure != PullFailure.MirrorRefused).Select(pod => pod.Container.Image)
               from lack in LacksOf(node, images, snapshot.Findings, desired)
               select new Evidence(Verdict.NodeConfigNotRolledOut, Subject.Node(node.Name), lack),
            .. from pool in snapshot.MachineConfigPools
               where pool.Obstacle is not null && nodes.Any(node => node.CurrentConfig is null || pool.Has(node))
               select new Evidence(
                   Verdict.NodeConfigNotRolledOut,
                   Subject.Pool(pool.Name),
                   $"is {pool.Obstacle}{(pool.Wanted is null ? "" : $" ({pool.Wanted} is to replace {pool.Present})")}, so the nodes may not have the global pull secret yet{(pool.Message.Length > 0 ? $": {pool.Message}" : "")}"),
        ];
    }

    private static IEnumerable<string> LacksOf(NodeSnapshot node, IEnumerable<string> images, Findings findings, RegistryCredentials desired)
    {
        if (node.DesiredConfig is { } wanted && wanted != node.CurrentConfig)
        {
            yield return $"has {node.CurrentConfig}, and waits for {wanted}";
        }

        if (node.CurrentConfig is not { } config || !findings.NodePullSecrets.TryGetValue(config, out var file))
        {
            yield break;
        }

        if (file.Credentials is not { } held)
        {
            yield return $"has no usable pull secret: its file {file.Problem} ({config})";
            yield break;
        }

        foreach (var image in images.DistinctBy(image => ImageReference.Parse(image).Host).OrderBy(image => ImageReference.Parse(image).Host, StringComparer.Ordinal))
        {
            var host = ImageReference.Parse(image).Host;
            if (!held.CanPull(image))
            {
                yield return $"holds no entry for {host} ({config})";
            }
            else if (desired.Keys.Any(key => RegistryKey.Matches(key, ImageReference.Parse(image)) && held.Find(key) is { } other && other != desired.Find(key)))
            {
                yield return $"holds other credentials for {host} than the source ({config})";
            }
        }
    }
}
