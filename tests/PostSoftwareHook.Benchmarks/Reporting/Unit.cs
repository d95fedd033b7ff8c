namespace PostSoftwareHook.Benchmarks.Reporting;

internal enum Unit
{
    Seconds,
    Milliseconds,
    Megabytes,
    Requests,
    PerSecond,

    /// <summary>A ratio.</summary>
    Times,
}
