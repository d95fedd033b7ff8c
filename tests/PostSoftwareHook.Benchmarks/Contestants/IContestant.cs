namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>A program that does the whole job on one cluster.</summary>
internal interface IContestant
{
    /// <summary>Name in tables.</summary>
    string Name { get; }

    Task<ContestRun> RunAsync(string kubeconfig);
}
