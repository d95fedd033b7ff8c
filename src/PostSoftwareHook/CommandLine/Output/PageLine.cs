namespace PostSoftwareHook.CommandLine.Output;

/// <summary>One line of a page.</summary>
/// <param name="Kind">How the line is shown.</param>
/// <param name="Depth">Indentation level.</param>
/// <param name="Text">Text, safe to print. Empty for a table's rows, which have <see cref="Cells"/>.</param>
/// <param name="Tone">Colour on a terminal.</param>
internal sealed record PageLine(LineKind Kind, int Depth, string Text, Tone Tone = Tone.Plain)
{
    /// <summary>Cells of a table's row.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];
}
