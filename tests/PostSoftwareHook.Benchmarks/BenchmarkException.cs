namespace PostSoftwareHook.Benchmarks;

/// <summary>A measured run did not do its job, so its figures are worthless.</summary>
internal sealed class BenchmarkException : Exception
{
    public BenchmarkException()
    {
    }

    public BenchmarkException(string message)
        : base(message)
    {
    }

    public BenchmarkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new BenchmarkException(problem);
        }
    }
}
