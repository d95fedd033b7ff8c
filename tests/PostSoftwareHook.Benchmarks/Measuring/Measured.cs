namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>A command that has ended, and what it took.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Log">The lines it printed to stderr, each with the seconds from its start.</param>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Cpu">Seconds of CPU, user and system, of the command and everything it started.</param>
/// <param name="PeakMemory">The most memory that was resident in one of its processes, in MB.</param>
internal sealed record Measured(int ExitCode, string Output, IReadOnlyList<LogLine> Log, double Wall, double Cpu, double PeakMemory)
{
    /// <summary>Itself, if it ended well.</summary>
    public Measured Successful() => ExitCode == 0 ? this : throw new BenchmarkException($"A measured command ended with {ExitCode}:\n{Output}\n{string.Join('\n', Log.Select(line => line.Text))}");
}
