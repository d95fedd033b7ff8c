namespace PostSoftwareHook.Propagation;

/// <summary>The number of objects changed or, in check mode, to be changed. An object changed twice counts once.</summary>
/// <param name="Secrets">Copies written.</param>
/// <param name="Links">Serviceaccounts linked.</param>
/// <param name="Restarts">Pods restarted, themselves or with their Job.</param>
/// <param name="Unlinks">Serviceaccounts unlinked.</param>
/// <param name="Deletions">Copies deleted.</param>
/// <param name="Namespaces">Namespaces with changes.</param>
internal sealed record Tally(int Secrets, int Links, int Restarts, int Unlinks, int Deletions, int Namespaces)
{
    public bool IsEmpty => Namespaces == 0;

    public static Tally Of(IEnumerable<Change> changes)
    {
        var objects = changes.DistinctBy(change => (change.GetType(), change.Namespace, change.Name)).ToList();
        return new(
            objects.Count(change => change is WriteSecret),
            objects.Count(change => change is LinkServiceAccount),
            objects.Count(change => change is Restart),
            objects.Count(change => change is UnlinkServiceAccount),
            objects.Count(change => change is DeleteSecret),
            objects.Select(change => change.Namespace).Distinct().Count());
    }
}
