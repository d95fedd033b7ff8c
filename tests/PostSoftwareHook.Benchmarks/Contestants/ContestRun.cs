namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>What one way took.</summary>
/// <param name="Whole">The whole command.</param>
/// <param name="Inside">CPU seconds of that part which does the work: of the modules' processes, without Ansible's own.</param>
internal sealed record ContestRun(Measured Whole, double Inside);
