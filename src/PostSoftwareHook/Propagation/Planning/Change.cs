namespace PostSoftwareHook.Propagation;

/// <summary>One write. Check mode prints it, apply executes it.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The object's name.</param>
internal abstract record Change(string Namespace, string Name);

/// <summary>Writes a copy of the pull secret.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Action">Created, Updated, Adopted or Recreated.</param>
/// <param name="Content">What it shall hold.</param>
/// <param name="Origin">Where that comes from.</param>
/// <param name="Existing">What is there now, or null.</param>
internal sealed record WriteSecret(
    string Namespace, string Name, ItemAction Action, RegistryCredentials Content, string Origin, PullSecret? Existing) : Change(Namespace, Name);

/// <summary>
/// Rewrites a serviceaccount's imagePullSecrets. The list is atomic to the API server: what a write doesn't repeat is erased
/// (ServiceAccount.imagePullSecrets, listType=atomic).
/// </summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The serviceaccount's name.</param>
/// <param name="SecretName">What to append or take out.</param>
/// <param name="Before">The serviceaccount as it was read.</param>
internal abstract record RewriteLinks(string Namespace, string Name, string SecretName, ServiceAccountSnapshot Before) : Change(Namespace, Name)
{
    /// <summary>What this is called once done.</summary>
    public abstract ItemAction Action { get; }

    /// <summary>Whether the serviceaccount isn't as it shall be yet.</summary>
    public abstract bool IsNeeded { get; }

    /// <summary>The list after the change: every other entry, in order.</summary>
    public abstract IReadOnlyList<string> After { get; }
}

/// <summary>Appends the secret to a serviceaccount's imagePullSecrets.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The serviceaccount's name.</param>
/// <param name="SecretName">What to append.</param>
/// <param name="Before">The serviceaccount as it was read.</param>
internal sealed record LinkServiceAccount(string Namespace, string Name, string SecretName, ServiceAccountSnapshot Before)
    : RewriteLinks(Namespace, Name, SecretName, Before)
{
    /// <inheritdoc/>
    public override ItemAction Action => ItemAction.Linked;

    /// <inheritdoc/>
    public override bool IsNeeded => !Before.ImagePullSecrets.Contains(SecretName);

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [.. Before.ImagePullSecrets, SecretName];
}

/// <summary>Takes the secret out of a serviceaccount's imagePullSecrets.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The serviceaccount's name.</param>
/// <param name="SecretName">What to take out.</param>
/// <param name="Before">The serviceaccount as it was read.</param>
internal sealed record UnlinkServiceAccount(string Namespace, string Name, string SecretName, ServiceAccountSnapshot Before)
    : RewriteLinks(Namespace, Name, SecretName, Before)
{
    /// <inheritdoc/>
    public override ItemAction Action => ItemAction.Unlinked;

    /// <inheritdoc/>
    public override bool IsNeeded => Before.ImagePullSecrets.Contains(SecretName);

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [.. Before.ImagePullSecrets.Where(name => name != SecretName)];
}

/// <summary>Deletes a copy of ours.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Existing">The secret as it was read; only this very version of it is deleted.</param>
internal sealed record DeleteSecret(string Namespace, string Name, PullSecret Existing) : Change(Namespace, Name);

/// <summary>Has a stuck pod made anew.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The name of what is deleted.</param>
/// <param name="Pod">The pod as it was read.</param>
internal abstract record Restart(string Namespace, string Name, PodSnapshot Pod) : Change(Namespace, Name);

/// <summary>Deletes a stuck pod, for its owner to make a new one.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The pod's name.</param>
/// <param name="Pod">The pod as it was read; only this very pod (its UID) is deleted.</param>
internal sealed record RestartPod(string Namespace, string Name, PodSnapshot Pod) : Restart(Namespace, Name, Pod);

/// <summary>
/// Deletes the Job that unpacks a bundle, with its stuck pod, for OLM to make a new Job. The pod alone would count as one of the
/// Job's failures, of which OLM allows three (operator-lifecycle-manager, pkg/controller/bundle/bundle_unpacker.go, <c>BackoffLimit</c>).
/// </summary>
/// <param name="Namespace">Where.</param>
/// <param name="Name">The Job's name.</param>
/// <param name="Pod">The pod as it was read; only its very owner (its UID) is deleted.</param>
internal sealed record DeleteJob(string Namespace, string Name, PodSnapshot Pod) : Restart(Namespace, Name, Pod);
