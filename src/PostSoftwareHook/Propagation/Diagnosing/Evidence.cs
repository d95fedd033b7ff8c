namespace PostSoftwareHook.Propagation;

/// <summary>One thing that was seen.</summary>
/// <param name="Verdict">What it speaks for.</param>
/// <param name="Subject">The object: <c>pod openshift-marketplace/redhat-operators-x7k2p</c>.</param>
/// <param name="Message">What was seen on it, with the cluster's own words where it has some.</param>
internal sealed record Evidence(Verdict Verdict, string Subject, string Message);
