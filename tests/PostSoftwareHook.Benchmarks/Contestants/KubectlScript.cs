namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>kubectl.sh: bash with kubectl and jq.</summary>
internal sealed class KubectlScript(TempFolder home) : IContestant
{
    /// <inheritdoc/>
    public string Name => "kubectl";

    /// <inheritdoc/>
    public async Task<ContestRun> RunAsync(string kubeconfig)
    {
        var script = new Command("bash", [Repository.Beside("Contestants/kubectl.sh"), kubeconfig])
        {
            Environment = new Dictionary<string, string?> { ["HOME"] = home.Path }, // keeps kubectl's discovery cache between runs
        };
        var run = (await Meter.RunAsync(script)).Successful();
        return new(run, run.Cpu);
    }
}
