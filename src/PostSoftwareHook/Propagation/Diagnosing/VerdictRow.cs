namespace PostSoftwareHook.Propagation;

/// <summary>
/// The texts for a verdict. Texts that name the source secret contain the placeholders <see cref="SourceNamespace"/> and
/// <see cref="SourceName"/>, which <see cref="For"/> replaces.
/// </summary>
internal sealed record VerdictRow
{
    /// <summary>Placeholder for the namespace of the source secret.</summary>
    public const string SourceNamespace = "SOURCE_NAMESPACE";

    /// <summary>Placeholder for the name of the source secret.</summary>
    public const string SourceName = "SOURCE_NAME";

    /// <summary>Placeholder for both, as they are printed.</summary>
    public const string Source = $"{SourceNamespace}/{SourceName}";

    public required Verdict Verdict { get; init; }

    /// <summary>
    /// If several verdicts apply, the one with the lowest rank is reported. The order: problems that stop heal, then problems that
    /// it fixes, then what explains them, then what only waiting or a look elsewhere clears up.
    /// </summary>
    public required int Rank { get; init; }

    public required Remedy Remedy { get; init; }

    /// <summary>The problem, as a sentence without a period.</summary>
    public required string Wrong { get; init; }

    /// <summary>What heal does and what is left to a person, as the predicate of a sentence whose subject is heal.</summary>
    public required string HealDoes { get; init; }

    /// <summary>The symptom that a person sees.</summary>
    public required string Sign { get; init; }

    /// <summary>Why a pod is stuck, as a clause printed after a colon.</summary>
    public required string Cause { get; init; }

    /// <summary>An explanation in three sentences for readers who are not cluster administrators.</summary>
    public required IReadOnlyList<string> Meaning { get; init; }

    /// <summary>The command that shows the evidence. POD, NAMESPACE and SECRET are placeholders for names.</summary>
    public required ShellCommand Evidence { get; init; }

    /// <summary>What to do if heal alone does not help, or null. Ends with a colon if <see cref="Commands"/> follow.</summary>
    public string? Advice { get; init; }

    /// <summary>The commands for <see cref="Advice"/>, each to be run only if the one before it succeeded. They keep the entries of the secret that they don't name.</summary>
    public IReadOnlyList<ShellCommand> Commands { get; init; } = [];

    /// <summary>The advice with its commands on one line, or null.</summary>
    public string? WayOut => Advice is null ? null : string.Join(' ', Commands.Count == 0 ? [Advice] : [Advice, string.Join(" && ", Commands)]);

    /// <summary>The row with the placeholders replaced by the source secret <paramref name="source"/>.</summary>
    public VerdictRow For(NamespacedName source) => Filled(text => text
        .Replace(SourceNamespace, source.Namespace, StringComparison.Ordinal)
        .Replace(SourceName, source.Name, StringComparison.Ordinal));

    /// <summary>
    /// The row for a cluster with a hosted control plane, whose pull secret is overwritten from its HostedCluster: it takes further
    /// credentials from kube-system/additional-pull-secret (hypershift, hostedclusterconfigoperator/controllers/globalps).
    /// </summary>
    public VerdictRow ForHosted() => Commands.Contains(VerdictCommands.PutBack)
        ? this with
        {
            Advice = "The control plane of this cluster is hosted, and its pull secret is overwritten from there. Change the secret that spec.pullSecret of the HostedCluster names, on the management cluster. On AWS and Azure, in NodePools of the upgrade type Replace, you can also add the registry here:",
            Commands = VerdictCommands.AddToHosted,
        }
        : this;

    /// <summary>The row with <paramref name="fill"/> applied to each text that may contain placeholders.</summary>
    public VerdictRow Filled(Func<string, string> fill)
    {
        ShellCommand Fill(ShellCommand command) => new([.. command.Steps.Select(step => step with { Arguments = fill(step.Arguments) })]);

        return this with
        {
            Meaning = [.. Meaning.Select(fill)],
            Evidence = Fill(Evidence),
            Advice = Advice is null ? null : fill(Advice),
            Commands = [.. Commands.Select(Fill)],
        };
    }
}
