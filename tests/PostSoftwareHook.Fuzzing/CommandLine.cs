using System.Globalization;
using PostSoftwareHook.Fuzzing.Targets;

namespace PostSoftwareHook.Fuzzing;

/// <summary>Parses the arguments: targets, duration, seed, or a file to replay.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: fuzzing OUTPUT-FOLDER [--seconds N] [--seed S] [--replay FILE] [TARGET...]
          --seconds N     for each target; default: 60
          --seed S        seed of the random changes; default: 1
          --replay FILE   runs that input alone, on TARGET or the target that begins its name
          TARGET          one of: args kubeconfig docker-config api-errors pull-errors inquiries api; default: all of them
        """;

    /// <returns>0; 1 if something was found; 2 if the arguments are wrong.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var (seconds, seed, replay, names) = (60, 1, (string?)null, new List<string>());
        for (var i = 1; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (arguments[i])
            {
                case "--seconds" when isNumber: (seconds, i) = (number, i + 1); break;
                case "--seed" when isNumber: (seed, i) = (number, i + 1); break;
                case "--replay" when File.Exists(value): (replay, i) = (value, i + 1); break;
                case var name when AllTargets.ByName.ContainsKey(name): names.Add(name); break;
                default: return Wrong();
            }
        }

        return arguments.Count == 0 ? Wrong()
            : replay is not null ? Replay(replay, names.Count > 0 ? names[0] : AllTargets.ByName.Keys.Where(name => Path.GetFileName(replay).StartsWith(name, StringComparison.Ordinal)).MaxBy(name => name.Length))
            : Fuzz(arguments[0], names.Count > 0 ? names : [.. AllTargets.ByName.Keys], TimeSpan.FromSeconds(seconds), seed);
    }

    private static int Wrong()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static int Replay(string file, string? name)
    {
        if (name is null)
        {
            return Wrong();
        }

        using var target = AllTargets.ByName[name]();
        var problem = Fuzzer.Problem(target, File.ReadAllBytes(file));
        Console.WriteLine($"{name}: {problem ?? "nothing found"}");
        return problem is null ? 0 : 1;
    }

    private static int Fuzz(string folder, List<string> names, TimeSpan time, int seed)
    {
        Directory.CreateDirectory(folder);
        var (inputs, paths, findings) = (0L, 0, 0);
        foreach (var name in names)
        {
            using var target = AllTargets.ByName[name]();
            var fuzzer = new Fuzzer(target, folder, seed);
            fuzzer.Run(AllTargets.CorpusOf(name).Select(File.ReadAllBytes), time);
            Console.WriteLine($"{name}: {fuzzer.Inputs} inputs, {fuzzer.Paths} paths, {fuzzer.Findings.Count} findings");
            foreach (var (problem, file) in fuzzer.Findings)
            {
                Console.WriteLine($"  {file}\n    {problem}");
            }

            File.Delete(Path.Combine(folder, $"{name}.last"));
            (inputs, paths, findings) = (inputs + fuzzer.Inputs, paths + fuzzer.Paths, findings + fuzzer.Findings.Count);
        }

        Console.WriteLine($"{names.Count} targets, {inputs} inputs, {paths} paths, {findings} findings");
        return findings == 0 ? 0 : 1;
    }
}
