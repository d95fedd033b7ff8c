namespace PostSoftwareHook.CommandLine.Help;

/// <summary>One row of help: an option, a command or an example, and what it does.</summary>
internal sealed record HelpRow(string Name, string Text);
