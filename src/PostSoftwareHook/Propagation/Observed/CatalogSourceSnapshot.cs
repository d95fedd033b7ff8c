namespace PostSoftwareHook.Propagation;

/// <summary>A catalog source as it was found.</summary>
/// <param name="Name">Its name, which is also its serviceaccount's (operator-lifecycle-manager, grpc.go, <c>ensureSA</c>).</param>
/// <param name="Uid">The server's identity of it.</param>
/// <param name="State">status.connectionState.lastObservedState (READY and others), or null. Refreshed lazily: READY can be stale.</param>
internal sealed record CatalogSourceSnapshot(string Name, string Uid, string? State)
{
    /// <summary>Whether OLM reached the catalog when it last looked.</summary>
    public bool IsReady => State == "READY";
}
