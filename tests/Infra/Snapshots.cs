using System.Runtime.CompilerServices;
using Snapshooter;
using Snapshooter.Xunit;

namespace PostSoftwareHook.Infra;

/// <summary>
/// Compares text with snapshots, which are in the nearest folder <c>__snapshots__</c> at or above the test's source. A missing snapshot
/// fails the test. To write snapshots, run with UPDATE_SNAPSHOTS=true and review the diff. No other file uses the snapshot library.
/// </summary>
public static class Snapshots
{
    private const string FolderName = "__snapshots__";
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "true";

    /// <summary>Compares <paramref name="text"/> with the snapshot <paramref name="name"/>.</summary>
    /// <param name="text">The text. A final newline is added if it is missing.</param>
    /// <param name="name">The file's name without <c>.snap</c>.</param>
    /// <param name="source">The test's source file, supplied by the compiler.</param>
    public static void Match(string text, string name, [CallerFilePath] string source = "") => MatchIn(FolderOf(source), text, name, IsUpdate);

    /// <summary>Same for the snapshots of a given folder.</summary>
    public static void MatchIn(string folder, string text, string name, bool isUpdate)
    {
        var file = Path.Combine(folder, FolderName, $"{name}.snap");
        var content = text.ReplaceLineEndings("\n");
        content = content.EndsWith('\n') ? content : content + "\n";
        if (isUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content); // the library would write a byte order mark
            return;
        }

        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no snapshot {file}. Run with UPDATE_SNAPSHOTS=true to write it, and review it.");
        }

        Snapshot.Match(content, new SnapshotFullName($"{name}.snap", folder));
    }

    /// <summary>
    /// The nearest folder with a folder of snapshots. Only the part of <paramref name="source"/> below tests is used, because CI builds
    /// map the checkout's path.
    /// </summary>
    private static string FolderOf(string source)
    {
        const string Tests = "/tests/";
        var start = source.LastIndexOf(Tests, StringComparison.Ordinal);
        var own = Path.GetDirectoryName(Repository.PathTo(source[(start + 1)..]))!;
        var top = Repository.PathTo("tests");
        for (var folder = own; folder != top && folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, FolderName)))
            {
                return folder;
            }
        }

        return own;
    }
}
