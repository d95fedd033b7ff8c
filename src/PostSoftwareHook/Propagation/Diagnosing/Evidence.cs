namespace PostSoftwareHook.Propagation;

/// <summary>One thing that was seen.</summary>
/// <param name="Verdict">The verdict that it supports.</param>
/// <param name="Subject">The object on which it was seen.</param>
/// <param name="Message">What was seen, with the cluster's own words where it has some.</param>
internal sealed record Evidence(Verdict Verdict, Subject Subject, string Message);
