using System.Globalization;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>An API request as the executable logs it.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Began">When it was sent, in seconds from the start of the run.</param>
/// <param name="Ended">When it was answered.</param>
internal sealed partial record LoggedRequest(string Method, double Began, double Ended)
{
    /// <summary>Whether it could change something.</summary>
    public bool IsWrite => Method != "GET";

    /// <summary>The request that a line tells of, or null where it tells of something else.</summary>
    public static LoggedRequest? Parse(LogLine line) => Answered().Match(line.Text) is { Success: true } match
        ? new(match.Groups[1].Value, line.At - (double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) / 1000), line.At)
        : null;

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) /\S* \d+ ([\d.]+) ms$")]
    private static partial Regex Answered();
}
