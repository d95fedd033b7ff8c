namespace PostSoftwareHook.Propagation;

/// <summary>One program of a pipeline.</summary>
/// <param name="Program">The name of the program.</param>
/// <param name="Arguments">The arguments, quoted for the shell.</param>
internal sealed record ShellStep(string Program, string Arguments)
{
    /// <summary>The OpenShift CLI.</summary>
    public const string OcProgram = "oc";

    public static ShellStep Oc(string arguments) => new(OcProgram, arguments);

    /// <inheritdoc/>
    public override string ToString() => $"{Program} {Arguments}";
}
