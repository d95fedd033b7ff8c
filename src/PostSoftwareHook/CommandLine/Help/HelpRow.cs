namespace PostSoftwareHook.CommandLine.Help;

/// <summary>A row of help: an option, command, exit code or example, and its description.</summary>
internal sealed record HelpRow(string Name, string Text);
