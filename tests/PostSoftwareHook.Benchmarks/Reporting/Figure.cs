using System.Globalization;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>One row of a table.</summary>
/// <param name="What">The quantity.</param>
/// <param name="Who">The contestant; for a ratio <c>A / B</c>.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Values">One value per repetition.</param>
internal sealed record Figure(string What, string Who, Unit Unit, Series Values)
{
    /// <summary>The ratios of two series, repetition by repetition.</summary>
    public static Figure Ratio(string what, (string Who, Series Values) over, (string Who, Series Values) under) =>
        new(what, $"{over.Who} / {under.Who}", Unit.Times, over.Values.Over(under.Values));

    /// <summary>A value with its unit.</summary>
    public string Text(double value) => Unit switch
    {
        Unit.Seconds => $"{Number(value, value < 10 ? "0.00" : "0.0")} s",
        Unit.Milliseconds => $"{Number(value, value < 100 ? "0.0" : "0")} ms",
        Unit.Megabytes => $"{Number(value, "0.0")} MB",
        Unit.Requests => Number(value, "0"),
        Unit.PerSecond => $"{Number(value, "0")}/s",
        _ => $"{Number(value, value < 10 ? "0.00" : "0.0")} ×",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
