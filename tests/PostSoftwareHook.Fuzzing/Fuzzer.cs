using System.Diagnostics;
using System.Security.Cryptography;
using PostSoftwareHook.Fuzzing.Targets;

namespace PostSoftwareHook.Fuzzing;

/// <summary>Runs one target on random inputs, and keeps the inputs that take a new path.</summary>
/// <param name="target">The target.</param>
/// <param name="folder">Folder for the findings and the current input.</param>
/// <param name="seed">Seed of the random changes.</param>
internal sealed class Fuzzer(ITarget target, string folder, int seed)
{
    private const int MaxFindings = 10;

    /// <summary>In bytes. No input of 64 KiB may allocate more.</summary>
    private const long MaxMemory = 256 << 20;

    /// <summary>No input of 64 KiB may take longer.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);
    private readonly Coverage _coverage = new();
    private readonly List<byte[]> _paths = [];
    private readonly Dictionary<string, string> _findings = [];

    public long Inputs { get; private set; }

    /// <summary>Number of inputs that took a new path.</summary>
    public int Paths => _paths.Count;

    /// <summary>The files of the findings by problem.</summary>
    public IReadOnlyDictionary<string, string> Findings => _findings;

    /// <summary>Runs the inputs of <paramref name="corpus"/>, then changed ones for <paramref name="time"/>.</summary>
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

    /// <summary>Runs <paramref name="target"/> on <paramref name="input"/>. Returns the problem, or null.</summary>
    public static string? Problem(ITarget target, byte[] input)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            target.Run(input);
        }
#pragma warning disable CA1031 // any exception is a finding
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e is Finding ? e.Message : $"{e.GetType().Name} at {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("PostSoftwareHook", StringComparison.Ordinal))?.Trim()}: {e.Message}";
        }

        return Stopwatch.GetElapsedTime(start) > MaxTime ? "It took too long." : null;
    }

    /// <summary>Same, and also checks the memory. It is measured for the process, which does nothing else meanwhile.</summary>
    private string? Problem(byte[] input)
    {
        var before = GC.GetTotalAllocatedBytes();
        return Problem(target, input) ?? (GC.GetTotalAllocatedBytes() - before > MaxMemory ? "It took too much memory." : null);
    }

    private bool Try(byte[] input)
    {
        Inputs++;
        File.WriteAllBytes(Path.Combine(folder, $"{target.Name}.last"), input); // remains if the input kills the process
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

    /// <summary>Removes all parts of <paramref name="input"/> without which the problem stays the same.</summary>
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
