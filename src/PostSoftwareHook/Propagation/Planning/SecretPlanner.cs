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
                    : Write(ItemAction.Adopted, "it has the same content as the source, and is now marked as ours"), null);
            }

            if (!existing.IsOurs && present.Covers(desired) && !force)
            {
                return (
                    new(id.Name, ItemAction.Unchanged, "it isn't ours, and has every entry of the source and more"),
                    Notice.Warning(Subject.Secret(id.Namespace, id.Name), $"The secret {id} isn't ours and is left unchanged: it has every entry of the source, and also {string.Join(", ", present.KeysMissingIn(desired).Select(RegistryKey.Short))}."));
            }
        }

        var canChangeInPlace = isRightType && !existing.IsImmutable;
        if (force || (existing.IsOurs && canChangeInPlace))
        {
            return (Write(canChangeInPlace ? ItemAction.Updated : ItemAction.Recreated, existing.IsOurs ? "it differs from the source" : $"it isn't ours; {OptionReference.To("force")} is set"), null);
        }

        return (new(id.Name, ItemAction.Conflict, $"The secret {id} {Obstacle(existing, isRightType)}. Set {OptionReference.To("force")} to replace it, or give the copies another {OptionReference.To("secret_name")}."), null);
    }

    private static string Obstacle(PullSecret existing, bool isRightType) => (isRightType, existing) switch
    {
        (false, _) => $"has type {existing.Type}, not {DockerConfig.SecretType}",
        (_, { IsImmutable: true }) => "is immutable and differs from the source",
        (_, { Problem: { } problem }) => $"isn't ours, and {problem}",
        _ => "isn't ours, and differs from the source",
    };
}
