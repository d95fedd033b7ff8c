using System.Diagnostics;

namespace PostSoftwareHook.Api;

/// <summary>A point in time by the monotonic clock, so that a clock that is set meanwhile doesn't matter.</summary>
internal sealed class Deadline(TimeSpan after)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>How long ago this deadline was set.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>How long is left; never negative.</summary>
    public TimeSpan Remaining => after > Elapsed ? after - Elapsed : TimeSpan.Zero;

    /// <summary>Whether nothing is left.</summary>
    public bool IsOver => Remaining == TimeSpan.Zero;
}
