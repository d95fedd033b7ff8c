namespace PostSoftwareHook.Incident;

/// <summary>One image that a user had looked up with an ImageStreamImport.</summary>
/// <param name="Namespace">The namespace whose pull secrets were used.</param>
/// <param name="Image">The image's name, as it was asked for.</param>
/// <param name="User">Who asked.</param>
public sealed record ImageQuestion(string Namespace, string Image, string User);
