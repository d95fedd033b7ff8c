namespace PostSoftwareHook.CommandLine.Output;

/// <summary>What a line of a page is.</summary>
internal enum LineKind
{
    /// <summary>The title of what follows.</summary>
    Heading,

    /// <summary>A fact.</summary>
    Item,

    /// <summary>Something to type, never wrapped.</summary>
    Code,

    /// <summary>A table's header.</summary>
    Header,

    /// <summary>A table's row.</summary>
    Row,
}
