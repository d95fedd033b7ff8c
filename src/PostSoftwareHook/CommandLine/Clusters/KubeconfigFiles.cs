using System.IO.Enumeration;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>Finds kubeconfigs by the value of --kubeconfig: a file, a pattern of files or folders, or a folder.</summary>
internal static class KubeconfigFiles
{
    /// <summary>In bytes. Larger files are not read; no kubeconfig is that large.</summary>
    private const long LargestKubeconfig = 1024 * 1024;

    /// <summary>How deep a folder is searched: AgnosticD has a folder per cluster, and the installer's output has an <c>auth</c> folder.</summary>
    private const int Depth = 2;

    /// <summary>The files, sorted by path. A file named in full is returned even if it does not exist; the run reports that.</summary>
    /// <param name="typed">Value of --kubeconfig.</param>
    /// <param name="reader">Remembers what could not be read.</param>
    /// <exception cref="HookException">A pattern or a folder yields no kubeconfig.</exception>
    public static IReadOnlyList<string> Find(string typed, FolderReader reader)
    {
        if (Directory.Exists(typed))
        {
            var inside = In(typed, Depth, reader);
            reader.Require(typed, "--kubeconfig");
            return inside.Count > 0 ? inside : throw Nothing($"The folder {Printable.Clean(typed)} and its subfolders contain no kubeconfig. Give the kubeconfig's own path, or another folder, in --kubeconfig.", reader);
        }

        if (!IsPattern(typed))
        {
            return [typed];
        }

        var root = Path.IsPathRooted(typed) ? "/" : ".";
        var found = Expand(root, typed.Split('/', StringSplitOptions.RemoveEmptyEntries), isNamed: true, reader)
            .SelectMany(path => Directory.Exists(path) ? In(path, Depth, reader) : [path])
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count > 0 ? found : throw Nothing($"Nothing matches the pattern {Printable.Clean(typed)}. Check it with ls, and give another in --kubeconfig.", reader);
    }

    private static HookException Nothing(string message, FolderReader reader) => new(reader.Skipped is { } skipped ? $"{message} {skipped}" : message);

    private static List<string> In(string folder, int depth, FolderReader reader) =>
    [
        .. reader.Files(folder).Where(file => !IsHidden(file) && IsKubeconfig(file, reader))
            .Concat(depth == 0 ? [] : reader.Folders(folder).Where(inner => !IsHidden(inner)).SelectMany(inner => In(inner, depth - 1, reader)))
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    private static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Looks at the content, because names differ and AgnosticD's folders also contain keys, logs and manifests.</summary>
    private static bool IsKubeconfig(string file, FolderReader reader) =>
        reader.Text(file, LargestKubeconfig) is { } text
        && text.Contains("clusters", StringComparison.Ordinal) && text.Contains("contexts", StringComparison.Ordinal) && text.Contains("users", StringComparison.Ordinal)
        && text.Contains("Config", StringComparison.Ordinal);

    /// <param name="folder">The folder in which the pattern continues.</param>
    /// <param name="segments">The remaining segments of the pattern.</param>
    /// <param name="isNamed">Whether the user named the folder in full, rather than by a pattern.</param>
    /// <param name="reader">Lists the folders.</param>
    private static IEnumerable<string> Expand(string folder, ReadOnlyMemory<string> segments, bool isNamed, FolderReader reader)
    {
        if (segments.IsEmpty)
        {
            return [folder];
        }

        var segment = segments.Span[0];
        var rest = segments[1..];
        if (!IsPattern(segment))
        {
            var next = Path.Combine(folder, segment);
            return Path.Exists(next) ? Expand(next, rest, isNamed, reader) : [];
        }

        if (!Directory.Exists(folder))
        {
            return [];
        }

        var entries = reader.Entries(folder);
        if (isNamed)
        {
            reader.Require(folder, "--kubeconfig");
        }

        return entries
            .Where(entry => FileSystemName.MatchesSimpleExpression(segment, Path.GetFileName(entry), ignoreCase: false))
            .Where(entry => segment[0] == '.' || !IsHidden(entry))
            .SelectMany(entry => Expand(entry, rest, isNamed: false, reader));
    }
}
