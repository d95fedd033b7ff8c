namespace PostSoftwareHook.Options;

/// <summary>One option: what Ansible's argument specs say of it, and what the command line and the documents say.</summary>
/// <param name="Name">Its name in a task; on the command line with dashes.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">
/// What it is for, in one or two sentences that help shows. Values and names of objects stand in backticks, other options in
/// <see cref="OptionReference"/>.
/// </param>
internal sealed record OptionSpec(string Name, OptionType Type, string Description)
{
    /// <summary>What Ansible's documentation says in addition, sentence by sentence.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Its default as JSON, or null where it has none.</summary>
    public string? Default { get; init; }

    /// <summary>Its default as help shows it, or null where that isn't worth a word.</summary>
    public string? DefaultInWords
    {
        get => field ?? Default switch
        {
            null or "[]" => null,
            "true" => "yes",
            "false" => "no",
            var json => json.Trim('[', ']').Replace("\"", "", StringComparison.Ordinal),
        };
        init;
    }

    /// <summary>What stands for its value in help: <c>FILE</c>, <c>SECONDS</c>.</summary>
    public string ValueName
    {
        get => field ?? (Choices.Count > 0 ? string.Join('|', Choices) : Type == OptionType.Bool ? "yes|no" : "VALUE");
        init;
    }

    /// <summary>Which commands take it.</summary>
    public Verbs Verbs { get; init; } = Verbs.All;

    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The values it may have; any where empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The type of a list's elements.</summary>
    public OptionType? Elements { get; init; }

    /// <summary>The options of each element, where those are objects.</summary>
    public IReadOnlyList<OptionSpec> Suboptions { get; init; } = [];

    /// <summary>Whether it has to be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether its value is never printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a user and a password may stand in its value, which is a URL.</summary>
    public bool MayHoldLogin { get; init; }

    /// <summary>Whether it says which cluster is meant, so that the environment is no longer asked for that.</summary>
    public bool NamesCluster { get; init; }

    /// <summary>Whether it is about this machine's network, so that the environment is asked whichever cluster is meant.</summary>
    public bool IsOfNetwork { get; init; }

    /// <summary>Whether an empty text is a value (and a wrong one), not the same as none.</summary>
    public bool KeepsEmpty { get; init; }

    /// <summary>Environment variables that stand in for it, the first one first, as in kubernetes.core.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>All its names.</summary>
    public IEnumerable<string> Names => [Name, .. Aliases];
}
