using System.IO.Enumeration;

namespace PostSoftwareHook.Propagation;

/// <summary>A name or a pattern with <c>*</c> and <c>?</c>. Matching ignores case.</summary>
internal sealed record Glob(string Pattern)
{
    /// <summary>Whether the pattern has no wildcard.</summary>
    public bool IsLiteral => Pattern.AsSpan().IndexOfAny('*', '?') < 0;

    public bool Matches(string name) => FileSystemName.MatchesSimpleExpression(Pattern, name, ignoreCase: true);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
