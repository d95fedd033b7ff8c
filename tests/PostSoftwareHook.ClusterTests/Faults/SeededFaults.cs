using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>
/// A run's bad luck: which fault meets which request, as a pure function of a seed, whatever order requests come in. Some seeds
/// have few kinds of faults and some many, some a drizzle and some a storm that never ends. In half of them the image API is broken too.
/// </summary>
internal sealed class SeededFaults
{
    /// <summary>In seconds: how long a run waits for the image API before it goes on without.</summary>
    private const int ImageApiPatience = 15;

    private static readonly double[] Likelihoods = [0.03, 0.1, 0.25, 0.6];
    private static readonly ImageApiFault[] ImageApiFaults = [.. Enum.GetValues<ImageApiFault>().Except([ImageApiFault.None])];

    private static readonly int[] Ends = [1, 2, 4, int.MaxValue];

    private readonly int _seed;
    private readonly double _likelihood;
    private readonly int _end;
    private readonly List<FaultKind> _kinds;
    private readonly bool _hasConflictAtEveryFirstWrite;
    private readonly bool _hasSkewedClock;
    private readonly int _waitTimeout;
    private readonly int _waitForNamespaces;

    /// <summary>The faults of <paramref name="seed"/>.</summary>
    public SeededFaults(int seed)
    {
        _seed = seed;
        var random = new Random(seed);
        _likelihood = Likelihoods[random.Next(Likelihoods.Length)];
        _end = Ends[random.Next(Ends.Length)];
        var likelihoodOfKind = random.NextDouble();
        _kinds = [.. Enum.GetValues<FaultKind>().Where(kind => random.NextDouble() < likelihoodOfKind * (IsFatal(kind) ? 0.2 : 1))];
        _hasConflictAtEveryFirstWrite = random.Next(5) == 0;
        _hasSkewedClock = random.Next(5) == 0;
        _waitTimeout = random.Next(7, 12);
        _waitForNamespaces = random.Next(5) == 0 ? 1 : 0;
        ImageApi = random.Next(2) == 0 ? ImageApiFault.None : ImageApiFaults[random.Next(ImageApiFaults.Length)];
        ImageApiDelay = TimeSpan.FromSeconds(random.Next(1, ImageApiPatience + 5));
        _waitTimeout += ImageApi is ImageApiFault.Slow or ImageApiFault.Hangs ? ImageApiPatience : 0;
    }

    /// <summary>What is wrong with the image API.</summary>
    public ImageApiFault ImageApi { get; }

    /// <summary>How long it takes to answer, where it is slow.</summary>
    public TimeSpan ImageApiDelay { get; }

    /// <summary>The run's limits.</summary>
    public JsonObject Options => new() { ["wait_timeout"] = _waitTimeout, ["wait_for_namespaces"] = _waitForNamespaces };

    /// <summary>What <paramref name="request"/> meets; null where it passes.</summary>
    public Fault? For(ApiRequest request)
    {
        if (_hasConflictAtEveryFirstWrite && request is { IsWrite: true, Turn: 0 })
        {
            return new(FaultKind.Conflict);
        }

        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{_seed} {request}"))));
        var kinds = request.IsWrite ? _kinds : [.. _kinds.Except([FaultKind.Conflict])];
        return kinds.Count > 0 && request.Turn < _end && random.NextDouble() < _likelihood
            ? new(kinds[random.Next(kinds.Count)], TimeSpan.FromSeconds(random.Next(10) == 0 ? 60 : 0.1 + random.NextDouble()))
            : _hasSkewedClock ? new(FaultKind.SkewedClock) : null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"seed {_seed}: {string.Join(", ", _kinds)}; likelihood {_likelihood}, {(_end == int.MaxValue ? "without end" : $"ends after {_end} tries")}, conflicts {_hasConflictAtEveryFirstWrite}, skewed clock {_hasSkewedClock}, wait_timeout {_waitTimeout}, wait_for_namespaces {_waitForNamespaces}, image API {ImageApi}{(ImageApi == ImageApiFault.Slow ? $" {ImageApiDelay.TotalSeconds:0} s" : "")}";

    /// <summary>What a run can't get through: such seeds are to be few.</summary>
    private static bool IsFatal(FaultKind kind) => kind is FaultKind.ExpiredCertificate or FaultKind.CutResponse;
}
