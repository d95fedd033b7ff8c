namespace PostSoftwareHook.Contract;

/// <summary>The two texts of <c>--diff</c>.</summary>
/// <param name="Before">How it is.</param>
/// <param name="After">How it will be.</param>
internal sealed record DiffReport(string Before, string After);
