namespace PostSoftwareHook.Propagation;

/// <summary>A command for the user: a pipeline of <c>oc</c> and filters.</summary>
/// <param name="Steps">The programs of the pipeline; at least one.</param>
internal sealed record ShellCommand(params IReadOnlyList<ShellStep> Steps)
{
    /// <summary>The command line, for the current context.</summary>
    public override string ToString() => string.Join(" | ", Steps);

    /// <summary>The command line with <paramref name="options"/>, already quoted for the shell, passed to each <c>oc</c>.</summary>
    public string WithOcOptions(string options) => string.Join(" | ", Steps.Select(step => step.Program == ShellStep.OcProgram ? step with { Arguments = $"{options} {step.Arguments}" } : step));
}
