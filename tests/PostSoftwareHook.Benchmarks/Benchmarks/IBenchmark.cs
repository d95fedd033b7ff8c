namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>One benchmark.</summary>
internal interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Heading in the report.</summary>
    string Title { get; }

    /// <summary>Paragraphs of Markdown that say what exactly is measured.</summary>
    string Method { get; }

    /// <param name="isQuick">Few repetitions.</param>
    /// <exception cref="BenchmarkException">A measured run did not do its job.</exception>
    Task<IReadOnlyList<Figure>> RunAsync(bool isQuick);
}
