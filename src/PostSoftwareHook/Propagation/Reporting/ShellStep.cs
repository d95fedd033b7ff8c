namespace PostSoftwareHook.Propagation;

/// <summary>One program of a pipe.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments, quoted as the shell needs it.</param>
internal sealed record ShellStep(string Program, string Arguments)
{
    /// <summary>OpenShift's client.</summary>
    public const string OcProgram = "oc";

    /// <summary>A call of <c>oc</c>.</summary>
    public static ShellStep Oc(string arguments) => new(OcProgram, arguments);

    /// <inheritdoc/>
    public override string ToString() => $"{Program} {Arguments}";
}
