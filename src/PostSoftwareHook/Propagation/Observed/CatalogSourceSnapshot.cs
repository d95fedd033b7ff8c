namespace PostSoftwareHook.Propagation;

/// <summary>A CatalogSource as read from the API server.</summary>
/// <param name="Name">The name. OLM gives its serviceaccount the same name (operator-lifecycle-manager, grpc.go, <c>ensureSA</c>).</param>
/// <param name="Uid">The UID.</param>
/// <param name="State">status.connectionState.lastObservedState, or null. OLM updates it lazily, so READY can be out of date.</param>
internal sealed record CatalogSourceSnapshot(string Name, string Uid, string? State)
{
    /// <summary>Whether OLM could connect to the catalog when it last checked.</summary>
    public bool IsReady => State == "READY";

    /// <summary>What is wrong, as a predicate to follow the name of the catalog.</summary>
    public string NotReadyYet => $"is {State ?? "not connected"}, not READY";
}
