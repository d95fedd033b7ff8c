using System.Collections.Concurrent;

namespace PostSoftwareHook.Incident;

/// <summary>A directory of one's own that is gone after dispose or process exit.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private static readonly ConcurrentDictionary<TemporaryDirectory, byte> Alive = [];
    private bool kept;

    static TemporaryDirectory()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var directory in Alive.Keys)
            {
                directory.Dispose();
            }
        };
    }

    public TemporaryDirectory()
    {
        Alive[this] = 0;
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("incident-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Leaves the directory to whoever must find out why a start failed.</summary>
    public void Keep() => kept = true;

    public void Dispose()
    {
        Alive.TryRemove(this, out _);
        if (kept)
        {
            return;
        }

        for (var attempt = 0; Directory.Exists(Path) && attempt < 5; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException)
            {
                // A server that was just killed still wrote a file into it.
                Thread.Sleep(50);
            }
        }
    }
}
