using System.Diagnostics;
using System.Text;

namespace PostSoftwareHook.Infra;

/// <summary>A finished process and its output.</summary>
public sealed record Ran(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Stdout followed by stderr.</summary>
    public string All => Output + Errors;

    /// <summary>Runs a process to its end. Kills it and fails after <paramref name="patience"/>, by default five minutes.</summary>
    public static async Task<Ran> ToTheEndAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null, TimeSpan? patience = null)
    {
        using var process = Start(file, arguments, environment, folder);
        return await EndOfAsync(process, patience);
    }

    /// <summary>Starts a process without input. Its environment contains no settings of Kubernetes or Ansible except those given.</summary>
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
        RemoveMisleading(start);
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Removes variables that would lead the process to another cluster or another configuration of Ansible.</summary>
    public static void RemoveMisleading(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(IsMisleading).ToList())
        {
            start.Environment.Remove(name);
        }
    }

    /// <summary>Reads the output of <paramref name="process"/> until it ends.</summary>
    public static async Task<Ran> EndOfAsync(Process process, TimeSpan? patience = null)
    {
        using var stop = new CancellationTokenSource(patience ?? Patience);
        var output = process.StandardOutput.ReadToEndAsync(stop.Token);
        var errors = process.StandardError.ReadToEndAsync(stop.Token);
        try
        {
            await process.WaitForExitAsync(stop.Token);
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
