using System.IO.Enumeration;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>The kubeconfigs behind what was typed: a file, a pattern of files or folders, or a folder.</summary>
internal static class KubeconfigFiles
{
    /// <summary>No kubeconfig is larger; whatever is, isn't read to find out.</summary>
    private const long LargestKubeconfig = 1024 * 1024;

    /// <summary>How deep a folder is searched: AgnosticD keeps a folder per cluster, the installer an <c>auth</c> inside.</summary>
    private const int Depth = 2;

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, MaxRecursionDepth = Depth, IgnoreInaccessible = true };

    /// <summary>The files, sorted by path; one that is named in full is given back even where it isn't there, for the run to say so.</summary>
    /// <exception cref="HookException">A pattern or a folder comes to nothing.</exception>
    public static IReadOnlyList<string> Find(string typed)
    {
        if (Directory.Exists(typed))
        {
            return In(typed) is { Count: > 0 } inside ? inside : throw new HookException($"The folder {Printable.Clean(typed)} holds no kubeconfig, nor do its subfolders. Give the kubeconfig's own path, or another folder, in --kubeconfig.");
        }

        if (typed.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [typed];
        }

        var root = Path.IsPathRooted(typed) ? "/" : ".";
        var found = Expand(root, typed.Split('/', StringSplitOptions.RemoveEmptyEntries), 0)
            .SelectMany(path => Directory.Exists(path) ? In(path) : [path])
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count > 0 ? found : throw new HookException($"Nothing fits the pattern {Printable.Clean(typed)}. Check it with ls, and give another in --kubeconfig.");
    }

    private static List<string> In(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*", Below).Where(IsKubeconfig).Select(file => Path.Combine(folder, Path.GetRelativePath(folder, file.FullName)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>By its content, since names differ: AgnosticD's folders hold keys, logs and manifests beside it.</summary>
    private static bool IsKubeconfig(FileInfo file)
    {
        try
        {
            return file.Length is > 0 and < LargestKubeconfig && File.ReadAllText(file.FullName) is var text
                && text.Contains("clusters", StringComparison.Ordinal) && text.Contains("contexts", StringComparison.Ordinal) && text.Contains("users", StringComparison.Ordinal)
                && text.Contains("Config", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Expand(string folder, string[] segments, int index)
    {
        if (index == segments.Length)
        {
            return [folder];
        }

        var segment = segments[index];
        if (segment.AsSpan().IndexOfAny('*', '?') < 0)
        {
            var next = Path.Combine(folder, segment);
            return Path.Exists(next) ? Expand(next, segments, index + 1) : [];
        }

        return Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder)
                .Where(entry => FileSystemName.MatchesSimpleExpression(segment, Path.GetFileName(entry), ignoreCase: false))
                .Where(entry => segment[0] == '.' || Path.GetFileName(entry)[0] != '.')
                .SelectMany(entry => Expand(entry, segments, index + 1))
            : [];
    }
}
