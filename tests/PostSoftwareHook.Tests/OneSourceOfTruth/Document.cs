namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>
/// A document with parts that are written from the tables. A part stands between two comments, one with BEGIN and its name, one
/// with END and its name; the rest is written by hand.
/// </summary>
internal static class Document
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "true";

    /// <summary>Writes the part called <paramref name="name"/>, where documents are to be written.</summary>
    public static void Write(string file, string name, string text)
    {
        if (IsUpdate)
        {
            var (lines, begin, end) = Find(file, name);
            File.WriteAllLines(Repository.PathTo(file), [.. lines[..begin], .. text.Split('\n'), .. lines[end..]]);
        }
    }

    /// <summary>Fails where the part called <paramref name="name"/> isn't <paramref name="text"/>.</summary>
    public static void Hold(string file, string name, string text)
    {
        var (lines, begin, end) = Find(file, name);
        var (written, expected) = (lines[begin..end], text.Split('\n'));
        for (var i = 0; i < Math.Max(written.Length, expected.Length); i++)
        {
            Assert.True(written.ElementAtOrDefault(i) == expected.ElementAtOrDefault(i), $"""
                {file}, line {begin + i + 1}, isn't what the tables say. Run UPDATE_DOCS=true ./build.sh test unit, and read the diff.
                Tables:   {expected.ElementAtOrDefault(i)}
                Document: {written.ElementAtOrDefault(i)}
                """);
        }
    }

    private static (string[] Lines, int Begin, int End) Find(string file, string name)
    {
        var lines = File.ReadAllLines(Repository.PathTo(file));
        var begin = Array.FindIndex(lines, line => line.Contains($" BEGIN {name}, ", StringComparison.Ordinal)) + 1;
        var end = Array.FindIndex(lines, begin, line => line.Contains($" END {name}", StringComparison.Ordinal));
        Assert.True(begin > 0 && end >= begin, $"{file} has no comments with BEGIN {name} and END {name}.");
        return (lines, begin, end);
    }
}
