using System.Globalization;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>
/// The chain of wrapped errors that one attempt ended with. The first clause that decides counts: what follows it are the
/// registry's own words.
/// </summary>
internal sealed partial class PullClauses
{
    private readonly List<string> _clauses;

    /// <param name="text">Go separates wrapped errors by ": ", and docker/distribution writes each of several errors on a line of its own (registry/api/errcode/errors.go, <c>Errors.Error</c>).</param>
    public PullClauses(string text)
    {
        Raw = [.. text.Split('\n').SelectMany(line => new PullText(line).Split(": ")).Select(clause => clause.Trim(' ', '\t', '\r', ':')).Where(clause => clause.Length > 0)];
        _clauses = [.. Raw.Select(clause => new PullText(clause).Unquoted)];
    }

    /// <summary>The clauses as they stand.</summary>
    public IReadOnlyList<string> Raw { get; }

    /// <summary>What stopped the attempt.</summary>
    public PullOutcome Outcome
    {
        get
        {
            var outcome = PullOutcome.Silent;
            for (var i = 0; i < _clauses.Count; i++)
            {
                if (_clauses[i].Equals(PullPhrases.Denied, StringComparison.OrdinalIgnoreCase))
                {
                    return PullPhrases.IsDenial(string.Join(": ", _clauses[(i + 1)..])) ? PullOutcome.Refused : PullOutcome.Failed;
                }

                if ((OfStatus(i) ?? PullPhrases.OutcomeOf(_clauses[i])) is { } decided)
                {
                    return decided;
                }

                outcome = PullPhrases.IsProvisionalRefusal(_clauses[i]) ? PullOutcome.Refused
                    : outcome == PullOutcome.Silent && !Nothing().IsMatch(_clauses[i]) ? PullOutcome.Failed : outcome;
            }

            return outcome;
        }
    }

    /// <summary>
    /// An HTTP status decides if it is 401 or 407. A 403 refuses credentials where they are exchanged for a token, and where containerd
    /// asks for a manifest, which it does with HEAD and so without the registry's words (containerd: core/remotes/docker/resolver.go).
    /// Elsewhere 403 also stands for quotas, blocked addresses and blobs.
    /// </summary>
    private PullOutcome? OfStatus(int i) => Status(i) switch
    {
        401 => PullOutcome.Refused,
        403 when _clauses[..i].Append(_clauses[i]).Any(PullPhrases.IsOfCredentials) => PullOutcome.Refused,
        407 => PullOutcome.ProxyRefused,
        null => null,
        _ => PullOutcome.Failed,
    };

    private int? Status(int i)
    {
        var match = StatusInClause().Match(_clauses[i]);
        match = match.Success ? match : StatusText().Match(_clauses[i]);
        match = match.Success || i == 0 || !AboutStatus().IsMatch(_clauses[i - 1]) ? match : StatusAlone().Match(_clauses[i]);
        return match.Success ? int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The messages that contain no cause (kubelet: images/image_manager.go).</summary>
    [GeneratedRegex("^(?:Back-off pulling image|Failed to pull image)(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\b(?:status code from registry|status code|parsing HTTP|HTTP) (?<code>[1-5][0-9]{2})\b", RegexOptions.IgnoreCase)]
    private static partial Regex StatusInClause();

    /// <summary>A status line's code and text.</summary>
    [GeneratedRegex(@"^(?<code>[1-5][0-9]{2}) (?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z][a-z]+)*$")]
    private static partial Regex StatusText();

    [GeneratedRegex("(?:status|status code|StatusCode)$", RegexOptions.IgnoreCase)]
    private static partial Regex AboutStatus();

    [GeneratedRegex("^(?<code>[1-5][0-9]{2})(?![0-9a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex StatusAlone();
}
