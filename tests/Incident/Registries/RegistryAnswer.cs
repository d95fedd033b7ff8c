namespace PostSoftwareHook.Incident;

/// <summary>What a pull came to: null for the image, otherwise the error as CRI-O passes it to the kubelet.</summary>
public readonly record struct RegistryAnswer(string? Error)
{
    public static RegistryAnswer Image { get; }

    public bool IsImage => Error is null;
}
