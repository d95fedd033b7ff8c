namespace PostSoftwareHook.CommandLine.Output;

/// <summary>The meaning of a line, shown as a colour on a terminal.</summary>
internal enum Tone
{
    Plain,

    /// <summary>A heading.</summary>
    Strong,

    Good,

    /// <summary>Needs attention.</summary>
    Warn,

    Bad,
}
