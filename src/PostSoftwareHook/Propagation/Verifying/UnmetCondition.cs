namespace PostSoftwareHook.Propagation;

/// <summary>Something that isn't as it should be yet.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Message">A clause that names the object and what is missing; the place is said before it.</param>
/// <param name="IsFailure">Whether the run has failed if it stays so; else it is a warning.</param>
/// <param name="CannotRecover">Whether waiting is of no use: nothing that this run does or did can change it.</param>
/// <param name="IsRefusal">Whether a registry refuses a pod that this run restarted; that may pass, but seldom does.</param>
/// <param name="IsUnknown">Whether nothing says why a pod waits for its image. The kubelet says it at its next try, which is at most five minutes away.</param>
/// <param name="IsSentence">Whether the message is a sentence that names its place itself.</param>
internal sealed record UnmetCondition(Subject Subject, string Message, bool IsFailure, bool CannotRecover = false, bool IsRefusal = false, bool IsUnknown = false, bool IsSentence = false)
{
    /// <summary>A condition of which <paramref name="what"/> says what <paramref name="subject"/> lacks.</summary>
    public static UnmetCondition Of(Subject subject, string what, bool isFailure = true, bool cannotRecover = false, bool isRefusal = false, bool isUnknown = false) =>
        new(subject, $"{subject.NameInPlace} {what}", isFailure, cannotRecover, isRefusal, isUnknown);

    /// <summary>Where it is: the namespace, or what has none.</summary>
    public string Place => Subject.Place;

    /// <summary>The clause with its place before it, without a full stop.</summary>
    public override string ToString() => $"{Place}: {Message.TrimEnd('.')}";
}
