namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>One question about cost, and its figures.</summary>
internal interface IBenchmark
{
    /// <summary>How the command line names it.</summary>
    string Name { get; }

    /// <summary>What is asked, as a heading.</summary>
    string Title { get; }

    /// <summary>What exactly is measured, as paragraphs of Markdown.</summary>
    string Method { get; }

    /// <summary>Measures.</summary>
    /// <param name="isQuick">Whether few repetitions do.</param>
    /// <exception cref="BenchmarkException">A measured run did not do its job.</exception>
    Task<IReadOnlyList<Figure>> RunAsync(bool isQuick);
}
