namespace PostSoftwareHook.Propagation;

/// <summary>
/// What there is to say about a verdict. Where a text names the source secret, <see cref="SourceNamespace"/> and
/// <see cref="SourceName"/> stand for it until <see cref="For"/> fills them in.
/// </summary>
internal sealed record VerdictRow
{
    /// <summary>Stands for the namespace of the source secret.</summary>
    public const string SourceNamespace = "SOURCE_NAMESPACE";

    /// <summary>Stands for the name of the source secret.</summary>
    public const string SourceName = "SOURCE_NAME";

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// Which verdict leads where several are spoken for, the lowest first: what stops a heal, then what explains why the cluster's
    /// own way (the node's credentials) failed, then what a heal mends.
    /// </summary>
    public required int Rank { get; init; }

    /// <summary>Who can do something about it.</summary>
    public required Remedy Remedy { get; init; }

    /// <summary>What is wrong, as a sentence without its period.</summary>
    public required string Wrong { get; init; }

    /// <summary>What heal does, and what is left to a person: the end of a sentence that begins with heal.</summary>
    public required string HealDoes { get; init; }

    /// <summary>What a person sees before asking.</summary>
    public required string Sign { get; init; }

    /// <summary>Why a pod is stuck, to follow a colon in a sentence about the pod.</summary>
    public required string Cause { get; init; }

    /// <summary>Three sentences that a workshop helper understands.</summary>
    public required IReadOnlyList<string> Meaning { get; init; }

    /// <summary>The command that shows the evidence; POD, NAMESPACE and SECRET stand for names.</summary>
    public required ShellCommand Evidence { get; init; }

    /// <summary>What to do where heal alone doesn't help, or null. Ends in a colon where <see cref="Commands"/> follow.</summary>
    public string? Advice { get; init; }

    /// <summary>What to type then, one after the other, each only if the one before it succeeded. They keep what they don't name.</summary>
    public IReadOnlyList<ShellCommand> Commands { get; init; } = [];

    /// <summary>The advice with its commands in one line, or null.</summary>
    public string? WayOut => Advice is null ? null : string.Join(' ', Commands.Count == 0 ? [Advice] : [Advice, string.Join(" && ", Commands)]);

    /// <summary>The row for a cluster whose source secret is called this.</summary>
    public VerdictRow For(NamespacedName source) => Filled(text => text
        .Replace(SourceNamespace, source.Namespace, StringComparison.Ordinal)
        .Replace(SourceName, source.Name, StringComparison.Ordinal));

    /// <summary>The row with every text filled by <paramref name="fill"/>.</summary>
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
