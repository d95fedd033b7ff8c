namespace PostSoftwareHook.Incident;

/// <summary>The secret <see cref="Names.TeamPullSecret"/>, which the template of <see cref="Names.TeamDashboard"/> names.</summary>
public enum TeamPullSecret
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>A login for another registry.</summary>
    LacksHost,

    /// <summary>A login that the image's registry refuses.</summary>
    Refused,
}
