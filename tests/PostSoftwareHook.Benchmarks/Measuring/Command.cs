using System.Diagnostics;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>A command, with an environment that holds nothing of Kubernetes' or Ansible's but what is given.</summary>
internal sealed record Command(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>What is added to the environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The executable with these arguments.</summary>
    public static Command Hook(params IReadOnlyList<string> arguments) => new(Repository.Executable, arguments);

    /// <summary>The same command, run by another that is given it as its arguments.</summary>
    public Command Under(string file, params IReadOnlyList<string> arguments) =>
        this with { File = file, Arguments = [.. arguments, File, .. Arguments] };

    /// <summary>Starts it, with no input.</summary>
    public Process Start() => Ran.Start(File, Arguments, Environment);
}
