namespace PostSoftwareHook.Propagation;

/// <summary>The content that every copy must have, merged from the sources.</summary>
/// <param name="Credentials">The credentials, or null if a source can't be used.</param>
/// <param name="Origin">The sources as <c>namespace/name</c>, separated by commas.</param>
/// <param name="Problem">A sentence that says which source can't be used, why, and how to fix it, or null.</param>
/// <param name="Notices">Warnings about registries for which two sources have different credentials.</param>
internal sealed record DesiredSecret(RegistryCredentials? Credentials, string Origin, string? Problem, IReadOnlyList<Notice> Notices)
{
    /// <summary>Merges the sources in order. If one is missing or malformed, there is no result and nothing may be written.</summary>
    public static DesiredSecret From(IReadOnlyList<PullSecret> sources, Settings settings)
    {
        var origin = string.Join(',', settings.Sources);
        var problem = settings.Sources.Select(id => ProblemOf(id, sources.FirstOrDefault(secret => secret.Id == id))).FirstOrDefault(p => p is not null);
        if (problem is not null)
        {
            return new(null, origin, problem, []);
        }

        var merged = new RegistryCredentials(sources.SelectMany(secret => secret.Credentials!.Entries));
        return merged.Keys.Count == 0
            ? new(null, origin, $"The source secret {origin} has no entry that {OptionReference.To("registries")} and {OptionReference.To("exclude_registries")} select, so there is nothing to copy. Add the registry to the secret, or change {OptionReference.To("registries")}.", [])
            : new(merged, origin, null, [.. Contradictions(sources, merged)]);
    }

    private static string? ProblemOf(NamespacedName id, PullSecret? secret) => secret switch
    {
        null => $"The source secret {id} does not exist. Create it, or name another one in {OptionReference.To("sources")}.",
        { Type: not DockerConfig.SecretType } => $"The source secret {id} has type {secret.Type}, not {DockerConfig.SecretType}. Name a secret of that type in {OptionReference.To("sources")}.",
        { Problem: { } problem } => $"The source secret {id} {problem}. Fix the secret, or exclude that registry with {OptionReference.To("exclude_registries")}; nothing was written.",
        _ => null,
    };

    private static IEnumerable<Notice> Contradictions(IReadOnlyList<PullSecret> sources, RegistryCredentials merged) =>
        from secret in sources
        from entry in secret.Credentials!.Entries
        where merged.Find(entry.Key) != entry.Value
        select Notice.Warning(
            Subject.Sources($"{secret.Id}"),
            $"The sources hold different credentials for {RegistryKey.Short(entry.Key)}: those of {sources.First(s => s.Credentials!.Find(entry.Key) is not null).Id} are used, those of {secret.Id} are not.");
}
