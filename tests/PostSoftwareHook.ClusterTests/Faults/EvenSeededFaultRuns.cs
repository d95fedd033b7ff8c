using Xunit.Abstractions;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>The half of the seeds that are even.</summary>
public class EvenSeededFaultRuns(IncidentFixture fixture, ITestOutputHelper output) : SeededFaultRuns(fixture, output)
{
    /// <summary>The seeds.</summary>
    public static TheoryData<int> Seeds => Half(0);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task End_healed_or_failed_with_a_true_report_and_the_next_run_leaves_the_state_of_a_run_without_faults(int seed) => RunAsync(seed);
}
