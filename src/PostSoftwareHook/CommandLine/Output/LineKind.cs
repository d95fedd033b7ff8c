namespace PostSoftwareHook.CommandLine.Output;

internal enum LineKind
{
    Heading,

    /// <summary>A sentence or fact.</summary>
    Item,

    /// <summary>A command to type; never wrapped.</summary>
    Code,

    Header,

    Row,
}
