namespace PostSoftwareHook.Propagation;

/// <summary>The label and annotations by which this program knows its own work and other people's wishes.</summary>
internal static class OwnershipLabels
{
    /// <summary>The label on every copy of ours.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>That label's value.</summary>
    public const string ManagedBy = "post-software-hook";

    /// <summary>The annotation on a copy that names its sources as <c>namespace/name</c>, joined by commas.</summary>
    public const string OriginAnnotation = "post-software-hook/origin";

    /// <summary>The annotation that, with the value <c>true</c>, opts a namespace or a serviceaccount out.</summary>
    public const string OptOutAnnotation = "post-software-hook/opt-out";
}
