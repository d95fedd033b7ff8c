using System.Diagnostics;
using System.Security.Cryptography;
using PostSoftwareHook.Fuzzing.Targets;

namespace PostSoftwareHook.Fuzzing;

/// <summary>Runs one target on ever new inputs, and keeps those that reach what none before reached.</summary>
/// <param name="target">The target.</param>
/// <param name="folder">Where findings go, and the input that is under way.</param>
/// <param name="seed">Where the random changes begin.</param>
internal sealed class Fuzzer(ITarget target, string folder, int seed)
{
    private const int MaxFindings = 10;

    /// <summary>What no input of 64 KiB may take in bytes.</summary>
    private const long MaxMemory = 256 << 20;

    /// <summary>What no input of 64 KiB may take.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);
    private readonly Coverage _coverage = new();
    private readonly List<byte[]> _paths = [];
    private readonly Dictionary<string, string> _findings = [];

    /// <summary>How many inputs were run.</summary>
    public long Inputs { get; private set; }

    /// <summary>How many of them reached what none before reached.</summary>
    public int Paths => _paths.Count;

    /// <summary>The files of the findings, by what was found.</summary>
    public IReadOnlyDictionary<string, string> Findings => _findings;

    /// <summary>Begins with the inputs of <paramref name="corpus"/> and goes on for <paramref name="time"/>.</summary>
    public void Run(IEnumerable<byte[]> corpus, TimeSpan time)
    {
        foreach (var input in corpus)
        {
            Try(input);
            _paths.Add(input);
        }

        var mutator = new Mutator(_random);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time && _findings.Count < MaxFindings;)
        {
            var input = mutator.Mutate(_paths[_random.Next(_paths.Count)], _paths[_random.Next(_paths.Count)]);
            if (Try(input))
            {
                _paths.Add(input);
            }
        }
    }

    /// <summary>What <paramref name="target"/> does wrong with <paramref name="input"/>; null where nothing.</summary>
    public static string? Problem(ITarget target, byte[] input)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            target.Run(input);
        }
#pragma warning disable CA1031 // whatever comes out is a finding
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e is Finding ? e.Message : $"{e.GetType().Name} at {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("PostSoftwareHook", StringComparison.Ordinal))?.Trim()}: {e.Message}";
        }

        return Stopwatch.GetElapsedTime(start) > MaxTime ? "It took too long." : null;
    }

    /// <summary>The same, and whether it takes too much memory: that is counted for the process, in which nothing else runs here.</summary>
    private string? Problem(byte[] input)
    {
        var before = GC.GetTotalAllocatedBytes();
        return Problem(target, input) ?? (GC.GetTotalAllocatedBytes() - before > MaxMemory ? "It took too much memory." : null);
    }

    private bool Try(byte[] input)
    {
        Inputs++;
        File.WriteAllBytes(Path.Combine(folder, $"{target.Name}.last"), input); // what killed the process, if it dies
        Coverage.Reset();
        if (Problem(input) is not { } problem)
        {
            return _coverage.TakesNewPath();
        }

        if (!_findings.ContainsKey(problem))
        {
            var small = Smaller(input, problem);
            var file = Path.Combine(folder, $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(small)[..4])}");
            File.WriteAllBytes(file, small);
            _findings[problem] = file;
        }

        return false;
    }

    /// <summary>What remains of <paramref name="input"/> when all is left out without which the problem stays the same.</summary>
    private byte[] Smaller(byte[] input, string problem)
    {
        var start = Stopwatch.GetTimestamp();
        for (var length = input.Length / 2; length > 0; length /= 2)
        {
            for (var at = 0; at < input.Length && Stopwatch.GetElapsedTime(start) < MaxTime;)
            {
                byte[] without = [.. input[..at], .. input[Math.Min(at + length, input.Length)..]];
                if (Problem(without) == problem)
                {
                    input = without;
                }
                else
                {
                    at += length;
                }
            }
        }

        return input;
    }
}
