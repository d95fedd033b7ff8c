namespace PostSoftwareHook.Propagation;

/// <summary>The state of a CatalogSource at the end of a run.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="State">The last connection state that OLM reported, or null.</param>
/// <param name="Ready">Whether OLM reports READY and the pod is Ready too.</param>
internal sealed record CatalogResult(string Namespace, string Name, string? State, bool Ready);
