namespace PostSoftwareHook.CommandLine.Help;

internal sealed record HelpGroup(string Title, IReadOnlyList<HelpRow> Rows);
