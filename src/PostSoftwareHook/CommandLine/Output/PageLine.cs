namespace PostSoftwareHook.CommandLine.Output;

/// <summary>One line of a page.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Depth">How far it belongs to the right.</param>
/// <param name="Text">Its text, safe to print; a table's row holds its cells instead.</param>
/// <param name="Tone">How it is meant.</param>
internal sealed record PageLine(LineKind Kind, int Depth, string Text, Tone Tone = Tone.Plain)
{
    /// <summary>The cells of a table's row.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];
}
