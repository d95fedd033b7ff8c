using Snapshooter;
using Snapshooter.Xunit;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Compares text with what is kept in the folder __snapshots__ beside the test. All that knows which library does it.</summary>
internal static class Snapshots
{
    /// <summary>Fails where <paramref name="text"/> isn't the snapshot called <paramref name="name"/>; without one, keeps it as such.</summary>
    public static void Match<TTest>(string text, string name)
    {
        // By the namespace and not by the source file's path, which a build in CI doesn't keep.
        var folder = typeof(TTest).Namespace!.Split('.')[^1];
        Snapshot.Match(text.ReplaceLineEndings("\n"), new SnapshotFullName($"{name}.snap", Repository.PathTo($"tests/PostSoftwareHook.ClusterTests/{folder}")));
    }
}
