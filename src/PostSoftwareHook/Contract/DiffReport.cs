namespace PostSoftwareHook.Contract;

/// <summary>The two texts that Ansible compares with <c>--diff</c>.</summary>
/// <param name="Before">The state before the changes.</param>
/// <param name="After">The state after the changes.</param>
internal sealed record DiffReport(string Before, string After);
