namespace PostSoftwareHook.Incident;

/// <summary>Result of a pull: null on success, otherwise the error as CRI-O passes it to the kubelet.</summary>
public readonly record struct RegistryAnswer(string? Error, PullFailure? Failure)
{
    public static RegistryAnswer Image { get; }

    public bool IsImage => Error is null;
}
