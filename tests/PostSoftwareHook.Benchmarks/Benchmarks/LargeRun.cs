namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>What a run on a large cluster took.</summary>
/// <param name="Whole">The whole run.</param>
/// <param name="Requests">How many requests it sent.</param>
/// <param name="Writing">Seconds from the first write sent to the last one answered.</param>
internal sealed record LargeRun(Measured Whole, int Requests, double Writing);
