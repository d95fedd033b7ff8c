namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>Cost of one contestant's run.</summary>
/// <param name="Whole">The whole command.</param>
/// <param name="Inside">CPU seconds of the modules' processes, without Ansible's own. Without Ansible: of the whole command.</param>
internal sealed record ContestRun(Measured Whole, double Inside);
