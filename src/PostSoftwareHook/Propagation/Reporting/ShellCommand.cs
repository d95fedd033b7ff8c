namespace PostSoftwareHook.Propagation;

/// <summary>A command for a person to type: calls of <c>oc</c> and filters, each reading what the one before it prints.</summary>
/// <param name="Steps">The parts of the pipe; at least one.</param>
internal sealed record ShellCommand(params IReadOnlyList<ShellStep> Steps)
{
    /// <summary>The command for the current cluster.</summary>
    public override string ToString() => string.Join(" | ", Steps);

    /// <summary>The command with <paramref name="options"/>, quoted as the shell needs it, given to each <c>oc</c>.</summary>
    public string WithOcOptions(string options) => string.Join(" | ", Steps.Select(step => step.Program == ShellStep.OcProgram ? step with { Arguments = $"{options} {step.Arguments}" } : step));
}
