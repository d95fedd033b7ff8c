using System.Diagnostics;
using System.Text;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>A command, with an environment that holds nothing of Kubernetes' or Ansible's but what is given.</summary>
internal sealed record Command(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>What is added to the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The executable with these arguments.</summary>
    public static Command Hook(params IReadOnlyList<string> arguments) => new(Repository.Executable, arguments);

    /// <summary>The same command, run by another that is given it as its arguments.</summary>
    public Command Under(string file, params IReadOnlyList<string> arguments) =>
        this with { File = file, Arguments = [.. arguments, File, .. Arguments] };

    /// <summary>Starts it, with no input.</summary>
    public Process Start()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
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
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new BenchmarkException($"{File} did not start.");
        process.StandardInput.Close();
        return process;
    }

    private static bool IsMisleading(string name) =>
        name is "KUBECONFIG" or "CI" || name.StartsWith("K8S_AUTH_", StringComparison.Ordinal) || name.StartsWith("ANSIBLE_", StringComparison.Ordinal) || name.StartsWith("KUBERNETES_", StringComparison.Ordinal);
}
