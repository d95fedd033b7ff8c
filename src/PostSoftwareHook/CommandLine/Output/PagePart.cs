namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Which part of the story a page tells.</summary>
internal enum PagePart
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>What was found and would be done; a question follows.</summary>
    Plan,

    /// <summary>How it ended; the plan was shown before.</summary>
    End,
}
