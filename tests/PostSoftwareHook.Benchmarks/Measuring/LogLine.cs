using System.Diagnostics;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>A line of a command's stderr.</summary>
/// <param name="At">Seconds from the start of the command.</param>
/// <param name="Text">The line.</param>
internal sealed record LogLine(double At, string Text)
{
    public static async Task<IReadOnlyList<LogLine>> ReadAllAsync(StreamReader reader, Stopwatch clock, Action<LogLine>? seen = null)
    {
        var lines = new List<LogLine>();
        while (await reader.ReadLineAsync() is { } text)
        {
            lines.Add(new(clock.Elapsed.TotalSeconds, text));
            seen?.Invoke(lines[^1]);
        }

        return lines;
    }
}
