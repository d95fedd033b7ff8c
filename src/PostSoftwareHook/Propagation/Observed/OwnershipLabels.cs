namespace PostSoftwareHook.Propagation;

/// <summary>The label and annotations with which this tool marks its copies, and with which users opt out.</summary>
internal static class OwnershipLabels
{
    /// <summary>The label on every copy that this tool creates.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>The value of <see cref="ManagedByLabel"/>.</summary>
    public const string ManagedBy = "post-software-hook";

    /// <summary>The annotation on a copy that lists its sources as <c>namespace/name</c>, separated by commas.</summary>
    public const string OriginAnnotation = "post-software-hook/origin";

    /// <summary>The annotation that excludes a namespace or serviceaccount if its value is <c>true</c>.</summary>
    public const string OptOutAnnotation = "post-software-hook/opt-out";

    /// <summary>The annotation by which an administrator lets a pattern select a namespace that its own users may write to, if its value is <c>true</c>.</summary>
    public const string AllowAnnotation = "post-software-hook/allow";
}
