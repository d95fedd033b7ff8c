using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>A verdict's texts with the names that a run found.</summary>
internal static class VerdictText
{
    /// <summary>What to say in place of what heal does, where it has done that and pods are left that only a person can restart.</summary>
    public const string NothingLeftForHeal = "heal has nothing left to do for them. For each pod below, the reason says what helps.";

    /// <summary>The row of the verdict in <paramref name="run"/>, filled.</summary>
    public static VerdictRow Of(RunResult run)
    {
        var diagnosis = run.Diagnosis!;
        var pods = diagnosis.Pods.Where(pod => pod.Verdict == diagnosis.Verdict).ToList();
        var pod = pods.Find(pod => pod.Pod.Owner is not null) ?? (pods is [var first, ..] ? first : null);
        var secret = pod?.Secret ?? run.Targets.Select(target => target.Secret?.Name).FirstOrDefault(name => name is not null) ?? "pull-secret";
        var ns = pod?.Namespace ?? run.Targets.FirstOrDefault(target => target.Secret is not null)?.Namespace ?? "openshift-marketplace";
        return Verdicts.Of(diagnosis.Verdict).For(diagnosis.Source).Filled(text => text
            .Replace("POD", pod?.Pod.Name ?? "POD", StringComparison.Ordinal)
            .Replace("NAMESPACE", ns, StringComparison.Ordinal)
            .Replace("SECRET", secret, StringComparison.Ordinal)
            .Replace("HOST", pod is null ? "HOST" : ShellWords.Quote(ImageReference.Parse(pod.Container.Image).Host), StringComparison.Ordinal));
    }
}
