namespace PostSoftwareHook.Propagation;

/// <summary>A catalog source at the end of a run.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">What OLM last said of it; null where it has said nothing.</param>
/// <param name="Ready">Whether OLM says READY and its pod is Ready too.</param>
internal sealed record CatalogResult(string Namespace, string Name, string? State, bool Ready);
