using System.Diagnostics;
using System.Text;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>A process that has ended, and what it printed.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    /// <summary>Everything it printed.</summary>
    public string All => Output + Errors;

    /// <summary>Runs to the end, or fails after five minutes.</summary>
    public static async Task<Ran> ToTheEndAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null, CancellationToken stop = default)
    {
        using var process = Start(file, arguments, environment, folder);
        return await EndOfAsync(process, stop);
    }

    /// <summary>Starts a process with an environment that holds nothing of Kubernetes' or Ansible's but what is given.</summary>
    public static Process Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsMisleading).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits for the end of <paramref name="process"/> and reads what it prints.</summary>
    public static async Task<Ran> EndOfAsync(Process process, CancellationToken stop = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool IsMisleading(string name) =>
        name is "KUBECONFIG" or "CI" || name.StartsWith("K8S_AUTH_", StringComparison.Ordinal) || name.StartsWith("ANSIBLE_", StringComparison.Ordinal) || name.StartsWith("KUBERNETES_", StringComparison.Ordinal);
}
