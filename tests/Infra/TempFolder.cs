using System.Collections.Concurrent;

namespace PostSoftwareHook.Infra;

/// <summary>A new temporary folder. Dispose deletes it; folders that are not disposed are deleted when the process ends.</summary>
public sealed class TempFolder : IDisposable
{
    private static readonly ConcurrentDictionary<TempFolder, byte> Alive = [];
    private bool _isKept;

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAll();

    /// <summary>Creates the folder in TMPDIR, by default on disk.</summary>
    public TempFolder()
        : this(Directory.CreateTempSubdirectory("post-software-hook-").FullName)
    {
    }

    private TempFolder(string path)
    {
        Path = path;
        Alive[this] = 0;
    }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>
    /// Creates the folder in memory if there is enough of it, otherwise on disk. Containers often have 64 MB there, less than etcd's
    /// first log file.
    /// </summary>
    public static TempFolder InMemory()
    {
        const string Memory = "/dev/shm";
        const long Plenty = 1L << 30;
        return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Plenty
            ? new(Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"post-software-hook-{Guid.NewGuid():N}")).FullName)
            : new();
    }

    /// <summary>
    /// Deletes all folders that were not disposed. Call it at the end of a test run: a test host with much to delete is killed before
    /// its process has ended.
    /// </summary>
    public static void DisposeAll()
    {
        foreach (var folder in Alive.Keys)
        {
            folder.Dispose();
        }
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string PathTo(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, in a subfolder if <paramref name="name"/> contains one, and returns its full path.</summary>
    public string Write(string name, string content)
    {
        var path = PathTo(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes an executable shell script. <paramref name="content"/> follows the line <c>#!/bin/sh</c>.</summary>
    public string WriteScript(string name, string content)
    {
        var path = Write(name, "#!/bin/sh\n" + content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Keeps the folder after Dispose, for debugging.</summary>
    public void Keep() => _isKept = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Alive.TryRemove(this, out _);
        if (_isKept)
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
                // A server that was just killed wrote another file.
                Thread.Sleep(50);
            }
        }
    }
}
