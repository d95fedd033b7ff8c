namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>A run that met faults.</summary>
/// <param name="Result">What it reported.</param>
/// <param name="Faults">What it met.</param>
/// <param name="ImageApi">What was wrong with the image API meanwhile.</param>
internal sealed record FaultyRun(HookResult Result, IReadOnlyList<(ApiRequest Request, Fault Fault)> Faults, ImageApiFault ImageApi)
{
    /// <summary>How long it took by its own clock, which a busy machine's time to start a process is not part of.</summary>
    public TimeSpan Took => TimeSpan.FromSeconds((double)Result.Json["duration"]!);

    /// <summary>Whether nothing was wrong at all.</summary>
    public bool WasUndisturbed => Faults.Count == 0 && ImageApi == ImageApiFault.None;

    /// <summary>Whether it could not know of every write if it was done.</summary>
    public bool LeftDoubt => Faults.Any(each => each.Fault.LeavesDoubt);

    /// <summary>Whether it met one of these.</summary>
    public bool Met(params FaultKind[] kinds) => Faults.Any(each => kinds.Contains(each.Fault.Kind));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Result.Failed ? "failed" : "healed")}, changed {Result.Changed}, after {Took.TotalSeconds:0.0} s: {Result.Message}\nThe image API: {ImageApi}\nFaults:{Lines(Faults.Select(each => $"{each.Request}: {each.Fault}"))}\nReported:{Lines(Result.Actions)}";

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n  {line}"));
}
