using System.Diagnostics;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>A command. Its environment contains no settings of Kubernetes or Ansible except those given.</summary>
internal sealed record Command(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables added to the environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public static Command Hook(params IReadOnlyList<string> arguments) => new(Repository.Executable, arguments);

    /// <summary>The same command, run by a wrapper that takes it as arguments.</summary>
    public Command Under(string file, params IReadOnlyList<string> arguments) =>
        this with { File = file, Arguments = [.. arguments, File, .. Arguments] };

    /// <summary>Starts the command without input.</summary>
    public Process Start() => Ran.Start(File, Arguments, Environment);
}
