namespace PostSoftwareHook.Propagation;

/// <summary>Namespaces and the serviceaccounts in them that shall carry the secret.</summary>
/// <param name="Namespace">A namespace, or a pattern of namespaces.</param>
/// <param name="ServiceAccounts">Patterns of serviceaccounts; null means <c>auto</c>: those of catalog sources, klusterlet*, and those of pods that cannot pull.</param>
/// <param name="Restart">Overrides <see cref="Settings.Restart"/> here; null where it doesn't.</param>
internal sealed record Target(Glob Namespace, IReadOnlyList<Glob>? ServiceAccounts = null, RestartPolicy? Restart = null);
