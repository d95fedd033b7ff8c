namespace PostSoftwareHook.Propagation;

/// <summary>One observation.</summary>
/// <param name="Verdict">The verdict that it supports.</param>
/// <param name="Subject">The object that was observed.</param>
/// <param name="Message">What was observed, with the cluster's own message if there is one.</param>
internal sealed record Evidence(Verdict Verdict, Subject Subject, string Message);
