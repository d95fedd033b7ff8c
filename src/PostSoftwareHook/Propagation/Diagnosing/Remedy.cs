namespace PostSoftwareHook.Propagation;

/// <summary>Who can do something about a verdict.</summary>
internal enum Remedy
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>heal: pods with this verdict are given the credentials and restarted.</summary>
    Heal,

    /// <summary>Somebody with credentials that the cluster lacks: pods with this verdict fail the run.</summary>
    Person,

    /// <summary>Nobody can say, because the cause isn't known: pods with this verdict fail the run, unless the kubelet says why while it waits.</summary>
    Inquiry,

    /// <summary>Somebody else: the pull secret is not the cause, so that pods with this verdict are left alone.</summary>
    Elsewhere,
}
