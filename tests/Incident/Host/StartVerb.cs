using System.Runtime.InteropServices;

namespace PostSoftwareHook.Incident;

/// <summary><c>incident start --dir DIR [--healthy]</c>: a control plane with the incident on it until SIGTERM or SIGINT. DIR/kubeconfig is its kubeconfig; DIR/ready appears when everything stands.</summary>
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
            // Asked to end; the control plane is gone by now.
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
