using System.Globalization;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>An API request from the executable's log.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Began">Seconds from the start of the run to the request.</param>
/// <param name="Ended">Seconds from the start of the run to the response.</param>
internal sealed partial record LoggedRequest(string Method, double Began, double Ended)
{
    /// <summary>Whether the request could change something.</summary>
    public bool IsWrite => Method != "GET";

    /// <summary>Parses a log line. Null if it is not about a request.</summary>
    public static LoggedRequest? Parse(LogLine line) => Answered().Match(line.Text) is { Success: true } match
        ? new(match.Groups[1].Value, line.At - (double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) / 1000), line.At)
        : null;

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) /\S* \d+ ([\d.]+) ms$")]
    private static partial Regex Answered();
}
