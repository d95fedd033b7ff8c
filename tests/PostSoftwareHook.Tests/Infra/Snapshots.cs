using System.Runtime.CompilerServices;
using Snapshooter;
using Snapshooter.Xunit;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>
/// The only file that knows which library keeps the snapshots. They live in __snapshots__ beside the project. A snapshot that
/// isn't there fails the test; to write them anew, run with the environment variable UPDATE_SNAPSHOTS=true and read the diff.
/// </summary>
internal static class Snapshots
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "true";
    private static readonly string Folder = FindFolder();

    /// <summary>Holds <paramref name="text"/> to the snapshot called <paramref name="name"/>.</summary>
    public static void Match(string text, string name)
    {
        var path = Path.Combine(Folder, "__snapshots__", $"{name}.snap");
        if (IsUpdate)
        {
            File.Delete(path);
        }

        Snapshot.Match(text.EndsWith('\n') ? text : text + "\n", new SnapshotFullName($"{name}.snap", Folder));

        if (IsUpdate)
        {
            File.WriteAllText(path, File.ReadAllText(path)); // without the byte order mark that the library writes
        }
    }

    [ModuleInitializer]
    internal static void BeStrict() => Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", IsUpdate ? "false" : "true");

    /// <summary>Paths that the compiler records are mapped away in a deterministic build, so look upwards from the test's own assembly.</summary>
    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("PostSoftwareHook.Tests.csproj").Length == 0)
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests don't run from inside their project.");
        }

        return folder.FullName;
    }
}
