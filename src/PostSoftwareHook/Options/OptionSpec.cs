namespace PostSoftwareHook.Options;

/// <summary>One option, as Ansible's argument specs, the command line and the documents need it.</summary>
/// <param name="Name">Name in a task. The command line replaces underscores with dashes.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="Description">
/// One or two sentences, shown by help and the documents. Values and names of objects are in backticks, other options are an <see
/// cref="OptionReference"/>.
/// </param>
internal sealed record OptionSpec(string Name, OptionType Type, string Description)
{
    /// <summary>Additional sentences for Ansible's documentation.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Default as JSON. Null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Default as help shows it. Null if help shows none.</summary>
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

    /// <summary>Placeholder for the value in help: <c>FILE</c>, <c>SECONDS</c>.</summary>
    public string ValueName
    {
        get => field ?? (Choices.Count > 0 ? string.Join('|', Choices) : Type == OptionType.Bool ? "yes|no" : "VALUE");
        init;
    }

    /// <summary>Commands that accept the option.</summary>
    public Verbs Verbs { get; init; } = Verbs.All;

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Allowed values. Empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Type of a list's elements.</summary>
    public OptionType? Elements { get; init; }

    /// <summary>Options of each element of a list of objects.</summary>
    public IReadOnlyList<OptionSpec> Suboptions { get; init; } = [];

    public bool IsRequired { get; init; }

    /// <summary>Whether the value is never printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether the value is a URL that may contain a user and a password.</summary>
    public bool MayHoldLogin { get; init; }

    /// <summary>Whether the option selects the cluster. If it is given, connection options are no longer read from the environment.</summary>
    public bool NamesCluster { get; init; }

    /// <summary>Whether the option describes this machine's network. It is read from the environment for any cluster.</summary>
    public bool IsOfNetwork { get; init; }

    /// <summary>Whether an empty text counts as a (wrong) value rather than as not given.</summary>
    public bool KeepsEmpty { get; init; }

    /// <summary>Environment variables that supply the value, in this order, as in kubernetes.core.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>The main name and all aliases.</summary>
    public IEnumerable<string> Names => [Name, .. Aliases];
}
