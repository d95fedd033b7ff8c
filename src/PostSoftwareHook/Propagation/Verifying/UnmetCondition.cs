namespace PostSoftwareHook.Propagation;

/// <summary>A condition that the cluster does not meet yet.</summary>
/// <param name="Subject">The object that the condition is about.</param>
/// <param name="Message">A clause that names the object and what is missing. It is printed after <see cref="Place"/>.</param>
/// <param name="IsFailure">Whether the run fails if the condition stays unmet; otherwise it is a warning.</param>
/// <param name="CannotRecover">Whether waiting does not help: nothing that this run does or did can meet the condition.</param>
/// <param name="IsRefusal">Whether the registry refuses the credentials of a pod. This is rarely temporary.</param>
/// <param name="IsUnknown">Whether nothing says why a pod waits for its image. The kubelet says it at its next try, which is at most five minutes away.</param>
/// <param name="IsSentence">Whether the message is a complete sentence that names the namespace itself.</param>
internal sealed record UnmetCondition(Subject Subject, string Message, bool IsFailure, bool CannotRecover = false, bool IsRefusal = false, bool IsUnknown = false, bool IsSentence = false)
{
    /// <summary>A condition whose message is the name of <paramref name="subject"/> followed by <paramref name="what"/>.</summary>
    public static UnmetCondition Of(Subject subject, string what, bool isFailure = true, bool cannotRecover = false, bool isRefusal = false, bool isUnknown = false) =>
        new(subject, $"{subject.NameInPlace} {what}", isFailure, cannotRecover, isRefusal, isUnknown);

    /// <summary>The namespace, or the kind of a subject without one.</summary>
    public string Place => Subject.Place;

    /// <summary><see cref="Place"/> and the message, without a period.</summary>
    public override string ToString() => $"{Place}: {Message.TrimEnd('.')}";
}
