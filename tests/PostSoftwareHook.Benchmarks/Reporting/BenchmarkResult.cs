using PostSoftwareHook.Benchmarks.Benchmarks;

namespace PostSoftwareHook.Benchmarks.Reporting;

internal sealed record BenchmarkResult(IBenchmark Benchmark, IReadOnlyList<Figure> Figures);
