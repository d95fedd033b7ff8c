namespace PostSoftwareHook.Kubernetes;

/// <summary>The kubelet's word on a pull that failed: an event with the reason <c>Failed</c>.</summary>
/// <param name="Pod">The pod's UID.</param>
/// <param name="FieldPath">The container, as <c>spec.containers{name}</c>; empty where the event names none.</param>
/// <param name="Message">The kubelet's words.</param>
/// <param name="Time">When it last happened.</param>
internal sealed record PullEvent(string Pod, string FieldPath, string Message, DateTimeOffset Time)
{
    /// <summary>Whether it is about the pull of <paramref name="image"/> for <paramref name="container"/>.</summary>
    public bool IsAbout(string container, string image) => FieldPath.Length > 0
        ? FieldPath.EndsWith($"{{{container}}}", StringComparison.Ordinal) && Message.Contains("pull image", StringComparison.OrdinalIgnoreCase)
        : Message.Contains(image, StringComparison.Ordinal);
}
