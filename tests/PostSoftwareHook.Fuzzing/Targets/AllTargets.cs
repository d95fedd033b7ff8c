namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>The targets and their corpora.</summary>
internal static class AllTargets
{
    public static IReadOnlyDictionary<string, Func<ITarget>> ByName { get; } = new Dictionary<string, Func<ITarget>>
    {
        ["args"] = () => new ArgsFile(),
        ["kubeconfig"] = () => new KubeconfigFile(),
        ["docker-config"] = () => new DockerConfigContent(),
        ["api-errors"] = () => new ApiErrorBodies(),
        ["pull-errors"] = () => new PullErrors(),
        ["inquiries"] = () => new Inquiries(),
        ["api"] = () => new ApiAnswers(),
    };

    /// <summary>The files of a target's corpus. Their names describe them.</summary>
    public static IEnumerable<string> CorpusOf(string target) => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", target)).Order(StringComparer.Ordinal);
}
