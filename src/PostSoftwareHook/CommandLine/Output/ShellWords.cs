namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Writes words so that a shell reads them as they are.</summary>
internal static class ShellWords
{
    private const string Harmless = "_@%+=:,./-";

    /// <summary>One word.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
