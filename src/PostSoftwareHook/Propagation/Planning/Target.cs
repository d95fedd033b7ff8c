namespace PostSoftwareHook.Propagation;

/// <summary>Namespaces to copy the secret to, and the serviceaccounts in them to link it to.</summary>
/// <param name="Namespace">A namespace, or a pattern of namespaces.</param>
/// <param name="ServiceAccounts">Patterns of serviceaccounts. Null means <c>auto</c>: those of CatalogSources, klusterlet*, and those of pods that heal can fix.</param>
/// <param name="Restart">Overrides <see cref="Settings.Restart"/> for these namespaces unless null.</param>
internal sealed record Target(Glob Namespace, IReadOnlyList<Glob>? ServiceAccounts = null, RestartPolicy? Restart = null);
