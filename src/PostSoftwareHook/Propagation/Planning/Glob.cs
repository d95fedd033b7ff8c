using System.IO.Enumeration;

namespace PostSoftwareHook.Propagation;

/// <summary>A name or a pattern of names with <c>*</c> and <c>?</c>, compared without regard to case.</summary>
internal sealed record Glob(string Pattern)
{
    /// <summary>True when the pattern names exactly one thing.</summary>
    public bool IsLiteral => Pattern.AsSpan().IndexOfAny('*', '?') < 0;

    /// <summary>Whether <paramref name="name"/> fits the pattern.</summary>
    public bool Matches(string name) => FileSystemName.MatchesSimpleExpression(Pattern, name, ignoreCase: true);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
