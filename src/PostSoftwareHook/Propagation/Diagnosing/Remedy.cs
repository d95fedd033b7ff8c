namespace PostSoftwareHook.Propagation;

/// <summary>Who can fix the problem of a verdict.</summary>
internal enum Remedy
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>heal: it gives pods with this verdict the credentials and restarts them.</summary>
    Heal,

    /// <summary>heal: it restarts pods with this verdict, and gives them nothing.</summary>
    Restart,

    /// <summary>A person with credentials that the cluster lacks. Pods with this verdict fail the run.</summary>
    Person,

    /// <summary>Not known yet, because the cause is not known: pods with this verdict fail the run, unless the kubelet gives the cause in time.</summary>
    Inquiry,

    /// <summary>A person, elsewhere: the pull secret is not the cause. Pods with this verdict are left unchanged.</summary>
    Elsewhere,
}
