using System.Text.RegularExpressions;

namespace PostSoftwareHook.Tests.House;

/// <summary>A file of the executable's source as text.</summary>
/// <param name="Path">Below src/PostSoftwareHook.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Its first folder. A file at the root is a room of its own, called like the file.</summary>
    public string Room { get; } = IsAtRoot(Path) ? System.IO.Path.GetFileNameWithoutExtension(Path) : Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The text without comments.</summary>
    public string Code { get; } = CommentOrString().Replace(Text, match => match.Value.StartsWith('/') ? "" : match.Value);

    public string? Namespace => NamespaceDeclaration().Match(Code) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The names of the types it declares.</summary>
    public IEnumerable<string> Types => TypeDeclaration().Matches(Code).Select(match => match.Groups["name"].Value);

    public static IReadOnlyList<SourceFile> All() =>
    [
        .. Files("src/PostSoftwareHook").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(Repository.PathTo("src/PostSoftwareHook"), file), File.ReadAllText(file))),
    ];

    /// <summary>Full paths of what a folder of the checkout holds, but for what builds leave there.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Repository.PathTo(folder), "*", SearchOption.AllDirectories).Where(file => !Built().IsMatch(file));

    public bool IsAtRoot() => IsAtRoot(Path);

    private static bool IsAtRoot(string path) => !path.Contains('/', StringComparison.Ordinal);

    [GeneratedRegex("""""
        \$*"""(?s:.*?)"""|@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|//[^\n]*|/\*(?s:.*?)\*/
        """"")]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\b(?:class|struct|record|enum|interface) (?:struct |class )?(?<name>[A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"/(bin|obj)/")]
    private static partial Regex Built();
}
