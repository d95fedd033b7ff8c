namespace PostSoftwareHook.CommandLine.Output;

/// <summary>How a piece of text is meant; a terminal shows it in a colour.</summary>
internal enum Tone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>A title.</summary>
    Strong,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something to look at.</summary>
    Warn,

    /// <summary>Something failed.</summary>
    Bad,
}
