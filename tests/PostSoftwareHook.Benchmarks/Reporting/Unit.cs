namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>What a figure counts.</summary>
internal enum Unit
{
    Seconds,
    Milliseconds,
    Megabytes,
    Requests,
    PerSecond,

    /// <summary>How many times as much.</summary>
    Times,
}
