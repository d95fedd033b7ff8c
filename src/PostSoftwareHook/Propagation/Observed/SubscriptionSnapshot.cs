namespace PostSoftwareHook.Propagation;

/// <summary>A Subscription whose bundle could not be unpacked: its condition BundleUnpackFailed is true (operator-lifecycle-manager, api v1alpha1).</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Catalog">The namespace and name of the catalog.</param>
/// <param name="Message">The message of the condition.</param>
internal sealed record SubscriptionSnapshot(string Namespace, string Name, NamespacedName Catalog, string Message);
