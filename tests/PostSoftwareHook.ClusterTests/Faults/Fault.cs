namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="For">How long, where it takes time.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan For)
{
    /// <summary>One that takes a quarter of a second, where it takes time.</summary>
    public Fault(FaultKind kind)
        : this(kind, TimeSpan.FromSeconds(0.25))
    {
    }

    /// <summary>Whether whoever asked can't know afterwards if the server acted.</summary>
    public bool LeavesDoubt => Kind is not (FaultKind.TooManyRequests or FaultKind.SlowLink or FaultKind.GoAway or FaultKind.Conflict or FaultKind.SkewedClock);

    /// <inheritdoc/>
    public override string ToString() => Kind is FaultKind.Refused or FaultKind.HeldBack or FaultKind.Stalled ? $"{Kind} {For.TotalSeconds:0.0} s" : $"{Kind}";
}
