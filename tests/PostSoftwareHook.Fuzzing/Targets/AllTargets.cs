namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>The targets, and the inputs to begin with.</summary>
internal static class AllTargets
{
    /// <summary>Every target.</summary>
    public static IReadOnlyDictionary<string, Func<ITarget>> ByName { get; } = new Dictionary<string, Func<ITarget>>
    {
        ["args"] = () => new ArgsFile(),
        ["kubeconfig"] = () => new KubeconfigFile(),
        ["docker-config"] = () => new DockerConfigContent(),
        ["api-errors"] = () => new ApiErrorBodies(),
        ["api"] = () => new ApiAnswers(),
    };

    /// <summary>The files of a target's corpus; their names say what they show.</summary>
    public static IEnumerable<string> CorpusOf(string target) => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", target)).Order(StringComparer.Ordinal);
}
