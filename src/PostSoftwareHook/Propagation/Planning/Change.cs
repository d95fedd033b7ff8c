namespace PostSoftwareHook.Propagation;

/// <summary>A planned write to one object. Check mode prints it; heal and remove execute it.</summary>
internal abstract record Change(string Namespace, string Name);

/// <summary>Writes a copy of the pull secret.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Action">Created, Updated, Adopted or Recreated.</param>
/// <param name="Content">The credentials to write.</param>
/// <param name="Origin">The value of <see cref="OwnershipLabels.OriginAnnotation"/>.</param>
/// <param name="Existing">The secret as it was read, or null if there is none.</param>
internal sealed record WriteSecret(
    string Namespace, string Name, ItemAction Action, RegistryCredentials Content, string Origin, PullSecret? Existing) : Change(Namespace, Name);

/// <summary>
/// Replaces a serviceaccount's imagePullSecrets. The API server treats the list as atomic, so a write must repeat the entries to
/// keep (ServiceAccount.imagePullSecrets, listType=atomic).
/// </summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The serviceaccount's name.</param>
/// <param name="SecretName">The secret to append or remove.</param>
/// <param name="Before">The serviceaccount as it was read.</param>
internal abstract record RewriteLinks(string Namespace, string Name, string SecretName, ServiceAccountSnapshot Before) : Change(Namespace, Name)
{
    /// <summary>The action to report once the write succeeded.</summary>
    public abstract ItemAction Action { get; }

    /// <summary>Whether the serviceaccount still has to be changed.</summary>
    public abstract bool IsNeeded { get; }

    /// <summary>The list after the change. Other entries keep their order.</summary>
    public abstract IReadOnlyList<string> After { get; }
}

/// <summary>Appends the secret to a serviceaccount's imagePullSecrets.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The serviceaccount's name.</param>
/// <param name="SecretName">The secret to append.</param>
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

/// <summary>Removes the secret from a serviceaccount's imagePullSecrets.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The serviceaccount's name.</param>
/// <param name="SecretName">The secret to remove.</param>
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

/// <summary>Deletes a copy that this tool created.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Existing">The secret as it was read. Only this version is deleted (preconditions uid and resourceVersion).</param>
internal sealed record DeleteSecret(string Namespace, string Name, PullSecret Existing) : Change(Namespace, Name);

/// <summary>Deletes a stuck pod, or its Job, so that a new pod is created.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name of the deleted object.</param>
/// <param name="Pod">The pod as it was read.</param>
internal abstract record Restart(string Namespace, string Name, PodSnapshot Pod) : Change(Namespace, Name);

/// <summary>Deletes a stuck pod, so that its owner creates a new one.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The pod's name.</param>
/// <param name="Pod">The pod as it was read. Only the pod with this UID is deleted.</param>
internal sealed record RestartPod(string Namespace, string Name, PodSnapshot Pod) : Restart(Namespace, Name, Pod);

/// <summary>
/// Deletes the Job that unpacks a bundle, with its stuck pod, so that OLM creates a new Job. The pod alone would count as one of the
/// Job's failures, of which OLM allows three (operator-lifecycle-manager, pkg/controller/bundle/bundle_unpacker.go, <c>BackoffLimit</c>).
/// </summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The Job's name.</param>
/// <param name="Pod">The pod as it was read. Only the Job with its owner's UID is deleted.</param>
internal sealed record DeleteJob(string Namespace, string Name, PodSnapshot Pod) : Restart(Namespace, Name, Pod);
