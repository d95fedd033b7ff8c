using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PostSoftwareHook.Incident;

/// <summary>
/// A server that must not outlive this process. It is killed on dispose, on process exit (SIGTERM included), and by the kernel if this
/// process is killed. Its output goes to a log file.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly ConcurrentDictionary<ChildProcess, byte> Alive = [];
    private readonly Process _process;

    static ChildProcess()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var child in Alive.Keys)
            {
                child.Kill();
            }
        };
    }

    private ChildProcess(Process process, string logPath)
    {
        _process = process;
        LogPath = logPath;
        Alive[this] = 0;
    }

    public string LogPath { get; }

    public bool HasExited => _process.HasExited;

    public static async Task<ChildProcess> StartAsync(string program, IEnumerable<string> arguments, string logPath)
    {
        const string Script = "log=$1; shift; exec setpriv --pdeathsig KILL -- \"$@\" </dev/null >>\"$log\" 2>&1";
        var startInfo = new ProcessStartInfo("/bin/sh");
        foreach (var argument in (string[])["-c", Script, "sh", logPath, program, .. arguments])
        {
            startInfo.ArgumentList.Add(argument);
        }

        return new ChildProcess(await ChildSpawner.StartAsync(startInfo), logPath);
    }

    /// <summary>The end of the log, for the message of a failed start.</summary>
    public string LogTail()
    {
        var lines = File.Exists(LogPath) ? File.ReadAllLines(LogPath) : [];
        return string.Join('\n', lines.TakeLast(15));
    }

    public async Task StopAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Alive.TryRemove(this, out _);
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has already exited.
        }
    }
}
