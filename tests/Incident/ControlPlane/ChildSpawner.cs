using System.Collections.Concurrent;
using System.Diagnostics;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Starts child processes from one thread that lives as long as this process: a parent-death signal is
/// bound to the thread that forked, not to the process (prctl(2), PR_SET_PDEATHSIG), and a thread of the
/// pool may end at any time.
/// </summary>
internal static class ChildSpawner
{
    private static readonly BlockingCollection<Action> Requests = [];

    static ChildSpawner()
    {
        new Thread(Serve) { IsBackground = true, Name = "child spawner" }.Start();
    }

    public static Task<Process> StartAsync(ProcessStartInfo startInfo)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(startInfo) ?? throw new InvalidOperationException($"{startInfo.FileName} did not start."));
            }
#pragma warning disable CA1031 // any failure is passed to the caller
            catch (Exception failure)
#pragma warning restore CA1031
            {
                started.SetException(failure);
            }
        });
        return started.Task;
    }

    private static void Serve()
    {
        foreach (var request in Requests.GetConsumingEnumerable())
        {
            request();
        }
    }
}
