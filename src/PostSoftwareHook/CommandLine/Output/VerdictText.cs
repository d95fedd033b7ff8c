using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>A verdict's texts, with the names of the cluster's objects filled in.</summary>
internal static class VerdictText
{
    /// <summary>Replaces the sentence about heal if heal is done and the remaining pods need a person to restart them.</summary>
    public const string NothingLeftForHeal = "heal has nothing left to do for them. For each pod below, the reason says what helps.";

    /// <summary>Replaces the sentence about heal if the pods are outside the targets.</summary>
    public const string NotInTheTargets = "heal leaves them alone, since they are outside the targets.";

    /// <summary>Whether no pod is known for a command that needs one.</summary>
    public static bool HasPlaceholder(ShellCommand command) => $"{command}".Contains("POD", StringComparison.Ordinal);

    /// <summary>The texts for the verdict of <paramref name="run"/>.</summary>
    public static VerdictRow Of(RunResult run)
    {
        var diagnosis = run.Diagnosis!;
        var pods = diagnosis.Pods.Concat(diagnosis.Elsewhere).Where(pod => pod.Verdict == diagnosis.Verdict).ToList();
        var pod = pods.Find(pod => pod.Pod.Owner is not null) ?? (pods is [var first, ..] ? first : null);
        var named = diagnosis.Verdict is Verdict.OperatorsFailed or Verdict.CatalogsUnserved
            ? diagnosis.Evidence.Select(evidence => evidence.Subject).FirstOrDefault(subject => subject.Kind is SubjectKind.Subscription or SubjectKind.CatalogSource)
            : null;
        var secret = pod?.Secret ?? run.Targets.Select(target => target.Secret?.Name).FirstOrDefault(name => name is not null) ?? "pull-secret";
        var ns = named?.Namespace ?? pod?.Namespace ?? run.Targets.FirstOrDefault(target => target.Secret is not null)?.Namespace ?? PlatformNamespaces.Marketplace;
        var row = Verdicts.Of(diagnosis.Verdict);
        return (run.Cluster?.IsHosted == true ? row.ForHosted() : row).For(diagnosis.Source).Filled(text => text
            .Replace("SUBSCRIPTION", named?.Name ?? "SUBSCRIPTION", StringComparison.Ordinal)
            .Replace("CATALOG", named?.Name ?? "CATALOG", StringComparison.Ordinal)
            .Replace("POD", pod?.Pod.Name ?? "POD", StringComparison.Ordinal)
            .Replace("NAMESPACE", ns, StringComparison.Ordinal)
            .Replace("SECRET", secret, StringComparison.Ordinal)
            .Replace("HOST", (pod?.Host ?? (diagnosis.RegistriesThatRefuse is [var refusing, ..] ? refusing : null)) is { } host ? ShellWords.Quote(host) : "HOST", StringComparison.Ordinal));
    }
}
