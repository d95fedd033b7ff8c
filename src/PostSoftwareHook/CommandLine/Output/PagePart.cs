namespace PostSoftwareHook.CommandLine.Output;

/// <summary>The part of a report that a page shows.</summary>
internal enum PagePart
{
    Whole,

    /// <summary>Verdict and plan; a question follows.</summary>
    Plan,

    /// <summary>Changes and outcome; the plan was shown before.</summary>
    End,
}
