using System.Runtime.CompilerServices;
using Snapshooter;
using Snapshooter.Xunit;

namespace PostSoftwareHook.Infra;

/// <summary>
/// The only file that knows which library compares snapshots. They live in the nearest folder <c>__snapshots__</c> at or above
/// the test's source. A snapshot that isn't there fails the test; to write them anew, run with the environment variable
/// UPDATE_SNAPSHOTS=true and read the diff.
/// </summary>
public static class Snapshots
{
    private const string FolderName = "__snapshots__";
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "true";

    /// <summary>Holds <paramref name="text"/> to the snapshot called <paramref name="name"/>.</summary>
    /// <param name="text">A newline is added where the last one is missing.</param>
    /// <param name="name">The file's name without <c>.snap</c>.</param>
    /// <param name="source">The test's source file; the compiler names it.</param>
    public static void Match(string text, string name, [CallerFilePath] string source = "") => MatchIn(FolderOf(source), text, name, IsUpdate);

    /// <summary>The same for the snapshots of a given folder.</summary>
    public static void MatchIn(string folder, string text, string name, bool isUpdate)
    {
        var file = Path.Combine(folder, FolderName, $"{name}.snap");
        var content = text.ReplaceLineEndings("\n");
        content = content.EndsWith('\n') ? content : content + "\n";
        if (isUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content); // the library would begin it with a byte order mark
            return;
        }

        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no snapshot {file}. Run with UPDATE_SNAPSHOTS=true to write it, and read it.");
        }

        Snapshot.Match(content, new SnapshotFullName($"{name}.snap", folder));
    }

    /// <summary>The folder that has the folder of snapshots. Of <paramref name="source"/> only the part below tests counts: CI maps the checkout's path away.</summary>
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
