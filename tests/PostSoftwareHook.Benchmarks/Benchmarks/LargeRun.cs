namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Cost of a run on a large cluster.</summary>
/// <param name="Whole">The whole run.</param>
/// <param name="Requests">Number of requests it sent.</param>
/// <param name="Writing">Seconds from sending the first write to the response to the last.</param>
internal sealed record LargeRun(Measured Whole, int Requests, double Writing);
