namespace PostSoftwareHook.CommandLine.Help;

/// <summary>Rows of help under a title.</summary>
internal sealed record HelpGroup(string Title, IReadOnlyList<HelpRow> Rows);
