using PostSoftwareHook.Benchmarks.Benchmarks;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>A benchmark and what it found.</summary>
internal sealed record BenchmarkResult(IBenchmark Benchmark, IReadOnlyList<Figure> Figures);
