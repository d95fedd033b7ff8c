namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>The product without Ansible: <c>post-software-hook heal --yes</c>.</summary>
internal sealed class HookCommand : IContestant
{
    /// <inheritdoc/>
    public string Name => "hook command";

    /// <inheritdoc/>
    public async Task<ContestRun> RunAsync(string kubeconfig)
    {
        var run = (await Meter.RunAsync(Command.Hook("heal", "--yes", "--kubeconfig", kubeconfig))).Successful();
        return new(run, run.Cpu);
    }
}
