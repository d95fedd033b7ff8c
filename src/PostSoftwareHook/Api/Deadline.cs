using System.Diagnostics;

namespace PostSoftwareHook.Api;

/// <summary>A deadline on the monotonic clock, which is unaffected when the system clock is set.</summary>
internal sealed class Deadline(TimeSpan after)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The time since the deadline was set.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>The time left; never negative.</summary>
    public TimeSpan Remaining => after > Elapsed ? after - Elapsed : TimeSpan.Zero;

    public bool IsOver => Remaining == TimeSpan.Zero;
}
