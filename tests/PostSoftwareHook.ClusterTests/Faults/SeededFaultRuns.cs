using System.Globalization;
using Xunit.Abstractions;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>
/// Many runs that meet many faults. Whatever happens, a run ends in time, healed or failed with a true report, and the next run
/// brings the cluster to where a run without faults brings it. <c>./build.sh faults</c> runs more of them, or one again.
/// </summary>
public abstract class SeededFaultRuns(IncidentFixture fixture, ITestOutputHelper output) : IncidentTests(fixture)
{
    private const int FewEnoughForEveryDay = 16;

    /// <summary>With catalogs that catalogd pulls, so that a run has them to ask for too.</summary>
    protected override IncidentOptions Options => new() { HasCatalogd = true };

    /// <summary>The seeds of one of two classes, which xunit runs side by side.</summary>
    protected static TheoryData<int> Half(int half)
    {
        var first = Number("POST_SOFTWARE_HOOK_FAULT_SEED", 1);
        return [.. Enumerable.Range(first, Number("POST_SOFTWARE_HOOK_FAULT_RUNS", FewEnoughForEveryDay)).Where(seed => seed % 2 == half)];
    }

    /// <summary>One run with faults, and one without.</summary>
    private protected async Task RunAsync(int seed)
    {
        var faults = new SeededFaults(seed);
        try
        {
            var trial = await Trial.BeginAsync(Incident);
            var run = await trial.RunAsync(faults.For, faults.Options, faults.ImageApi, faults.ImageApiDelay);
            output.WriteLine($"{run}"); // begins with "healed" or "failed", which build.sh counts
            await trial.EndAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Replay with ./build.sh faults --runs 1 --seed {seed}\n{faults}\n{e.Message}", e);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
