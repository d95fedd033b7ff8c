namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>The values of one figure, one per repetition.</summary>
internal sealed class Series
{
    private readonly List<double> _values;

    public Series(params IEnumerable<double> values)
    {
        _values = [.. values];
    }

    /// <summary>The values in the order of measurement.</summary>
    public IReadOnlyList<double> Values => _values;

    public double Min => _values.Min();

    public double Max => _values.Max();

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);

    /// <summary>The ratios to the values of <paramref name="other"/> in the same repetition.</summary>
    public Series Over(Series other) => new(_values.Zip(other._values, (mine, others) => mine / others));
}
