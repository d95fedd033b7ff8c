namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Quotes words for a POSIX shell.</summary>
internal static class ShellWords
{
    private const string Harmless = "_@%+=:,./-";

    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
