namespace PostSoftwareHook.Propagation;

/// <summary>Plans the change to the secret called <see cref="Settings.SecretName"/> in one namespace.</summary>
internal static class SecretPlanner
{
    /// <summary>The step for <paramref name="existing"/>, and a warning if the user should know more.</summary>
    public static (PlanStep Step, Notice? Notice) Plan(NamespacedName id, PullSecret? existing, RegistryCredentials desired, string origin, bool force)
    {
        PlanStep Write(ItemAction action, string? reason) =>
            new(id.Name, action, reason, new WriteSecret(id.Namespace, id.Name, action, desired, origin, existing));

        if (existing is null)
        {
            return (Write(ItemAction.Created, null), null);
        }

        var isRightType = existing.Type == DockerConfig.SecretType;
        if (isRightType && existing.Credentials is { } present)
        {
            if (present.IsSameAs(desired))
            {
                return (existing.IsOurs && existing.Origin == origin
                    ? new(id.Name, ItemAction.Unchanged)
                    : Write(ItemAction.Adopted, "it holds what the source holds and is marked as ours from now on"), null);
            }

            if (!existing.IsOurs && present.Covers(desired) && !force)
            {
                return (
                    new(id.Name, ItemAction.Unchanged, "it isn't ours, and holds all that the source holds and more"),
                    Notice.Warning(Subject.Secret(id.Namespace, id.Name), $"The secret {id} isn't ours and is left as it is: it holds all that the source holds, and also {string.Join(", ", present.KeysMissingIn(desired).Select(RegistryKey.Short))}."));
            }
        }

        var canChangeInPlace = isRightType && !existing.IsImmutable;
        if (force || (existing.IsOurs && canChangeInPlace))
        {
            return (Write(canChangeInPlace ? ItemAction.Updated : ItemAction.Recreated, existing.IsOurs ? "it differs from the source" : $"it isn't ours; {OptionReference.To("force")} is set"), null);
        }

        return (new(id.Name, ItemAction.Conflict, $"The secret {id} {Obstacle(existing, isRightType)}. Set {OptionReference.To("force")} to replace it, or give our copies another {OptionReference.To("secret_name")}."), null);
    }

    private static string Obstacle(PullSecret existing, bool isRightType) => (isRightType, existing) switch
    {
        (false, _) => $"isn't ours to change: it has type {existing.Type}, not {DockerConfig.SecretType}",
        (_, { IsImmutable: true }) => "is immutable and differs from the source",
        (_, { Problem: { } problem }) => $"isn't ours, and {problem}",
        _ => "isn't ours, and differs from the source",
    };
}
