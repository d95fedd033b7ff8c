namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>One way to do the whole job on one cluster.</summary>
internal interface IContestant
{
    /// <summary>How tables name it.</summary>
    string Name { get; }

    /// <summary>Does the job.</summary>
    Task<ContestRun> RunAsync(string kubeconfig);
}
