using System.Runtime.InteropServices;

namespace PostSoftwareHook.Incident;

/// <summary>
/// <c>incident start --dir DIR [--healthy]</c>: runs a control plane with the incident until SIGTERM or SIGINT. Writes its kubeconfig
/// to DIR/kubeconfig, and creates DIR/ready once the incident is complete.
/// </summary>
internal static class StartVerb
{
    public static async Task<int> RunAsync(string folder, bool healthy, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        var kubeconfig = Path.Combine(Directory.CreateDirectory(folder).FullName, "kubeconfig");
        var ready = Path.Combine(folder, "ready");
        File.Delete(ready);
        try
        {
            await using var controlPlane = await ControlPlane.StartAsync(cancellationToken: stop.Token);
            await using var incident = await SnoIncident.CreateAsync(controlPlane, new IncidentOptions { Healthy = healthy }, stop.Token);
            File.Copy(controlPlane.Kubeconfig, kubeconfig, overwrite: true);
            await File.WriteAllTextAsync(ready, controlPlane.Host + "\n");
            await output.WriteLineAsync($"The incident runs at {controlPlane.Host}; kubeconfig: {kubeconfig}");
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped by a signal; the control plane has been disposed.
        }
        finally
        {
            File.Delete(ready);
            File.Delete(kubeconfig);
        }

        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
