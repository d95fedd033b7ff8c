namespace PostSoftwareHook.Kubernetes;

/// <summary>An event with the reason <c>Failed</c>, which the kubelet writes when a pull fails.</summary>
/// <param name="Pod">The UID of the pod.</param>
/// <param name="FieldPath">The container, as <c>spec.containers{name}</c>; empty if the event names none.</param>
/// <param name="Message">The kubelet's message.</param>
/// <param name="Time">The time of the last occurrence.</param>
internal sealed record PullEvent(string Pod, string FieldPath, string Message, DateTimeOffset Time)
{
    /// <summary>Whether it is about the pull of <paramref name="image"/> for <paramref name="container"/>.</summary>
    public bool IsAbout(string container, string image) => FieldPath.Length > 0
        ? FieldPath.EndsWith($"{{{container}}}", StringComparison.Ordinal) && Message.Contains("pull image", StringComparison.OrdinalIgnoreCase)
        : Message.Contains(image, StringComparison.Ordinal);
}
