namespace PostSoftwareHook.Options;

/// <summary>One option, as Ansible's argument specs describe it.</summary>
/// <param name="Name">Its name in a task; on the command line with dashes.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">What it is for, in one or two sentences.</param>
internal sealed record OptionSpec(string Name, OptionType Type, string Description)
{
    /// <summary>Its default as JSON, or null where it has none.</summary>
    public string? Default { get; init; }

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

    /// <summary>Environment variables that stand in for it, the first one first, as in kubernetes.core.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>All its names.</summary>
    public IEnumerable<string> Names => [Name, .. Aliases];
}
