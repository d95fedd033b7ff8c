namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>kubectl and jq in bash: kubectl.sh.</summary>
internal sealed class KubectlScript(TempFolder home) : IContestant
{
    /// <inheritdoc/>
    public string Name => "kubectl";

    /// <inheritdoc/>
    public async Task<ContestRun> RunAsync(string kubeconfig)
    {
        var script = new Command("bash", [Repository.Beside("Contestants/kubectl.sh"), kubeconfig])
        {
            Environment = new Dictionary<string, string?> { ["HOME"] = home.Path }, // its cache of the API's kinds stays there from run to run
        };
        var run = (await Meter.RunAsync(script)).Successful();
        return new(run, run.Cpu);
    }
}
