namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>A finished command and its cost.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Its stdout.</param>
/// <param name="Log">The lines of its stderr.</param>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Cpu">CPU seconds, user and system, of the command and all its children.</param>
/// <param name="PeakMemory">Largest resident set of one of its processes, in MB.</param>
internal sealed record Measured(int ExitCode, string Output, IReadOnlyList<LogLine> Log, double Wall, double Cpu, double PeakMemory)
{
    /// <summary>Returns this if the command succeeded, and throws otherwise.</summary>
    public Measured Successful() => ExitCode == 0 ? this : throw new BenchmarkException($"A measured command ended with {ExitCode}:\n{Output}\n{string.Join('\n', Log.Select(line => line.Text))}");
}
