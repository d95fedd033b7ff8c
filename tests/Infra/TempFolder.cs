using System.Collections.Concurrent;

namespace PostSoftwareHook.Infra;

/// <summary>A new folder for temporary files. Dispose deletes it; what nobody disposes is deleted when the process ends.</summary>
public sealed class TempFolder : IDisposable
{
    private static readonly ConcurrentDictionary<TempFolder, byte> Alive = [];
    private bool _isKept;

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAll();

    /// <summary>On the disk, or wherever TMPDIR is.</summary>
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

    /// <summary>In memory where there is plenty of it (containers often have 64 MB there, less than etcd's first log file), otherwise on disk.</summary>
    public static TempFolder InMemory()
    {
        const string Memory = "/dev/shm";
        const long Plenty = 1L << 30;
        return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Plenty
            ? new(Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"post-software-hook-{Guid.NewGuid():N}")).FullName)
            : new();
    }

    /// <summary>Deletes what nobody disposed. A test host that has much to delete is killed before its process has ended.</summary>
    public static void DisposeAll()
    {
        foreach (var folder in Alive.Keys)
        {
            folder.Dispose();
        }
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string PathTo(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, in a subfolder if <paramref name="name"/> has one, and returns its full path.</summary>
    public string Write(string name, string content)
    {
        var path = PathTo(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes a shell script that can be run; <paramref name="content"/> is what follows the first line.</summary>
    public string WriteScript(string name, string content)
    {
        var path = Write(name, "#!/bin/sh\n" + content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Leaves the folder to whoever must find out what went wrong.</summary>
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
                // A server that was just killed still wrote a file into it.
                Thread.Sleep(50);
            }
        }
    }
}
