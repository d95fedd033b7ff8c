namespace PostSoftwareHook.Run;

/// <summary>Where a run stands, for whoever watches it.</summary>
/// <param name="Step">observing, healing, removing or waiting.</param>
/// <param name="Detail">What is missing or being done, in a few words.</param>
internal sealed record RunProgress(string Step, string Detail);
