using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>A deleted pod counts as a failure of its Job: OLM's unpack Jobs are deleted as a whole, other Jobs are left alone.</summary>
public class PodsOfJobs(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>Since OLM 0.32 the pods carry the label too; before, only their Job does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unpack_job_is_deleted_and_olm_makes_it_anew_without_a_failure(bool arePodsLabelled)
    {
        await Incident.ResetAsync(new() { UnpacksBundle = true, Olm = new() { LabelsUnpackPods = arePodsLabelled } });
        var job = await UnpackJobAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal(["restarted"], result.Pods(Marketplace)[Names.UnpackJob]);
        Assert.Equal("linked", result.Accounts(Marketplace)["default"]);
        Assert.NotEqual(job.Metadata.Uid, (await UnpackJobAsync()).Metadata.Uid);
        Assert.Equal(0, Incident.UnpackFailures);
        Assert.DoesNotContain(Names.UnpackJob, await StuckAsync());
        Assert.Contains(await ControlPlane.Audit.WritesSinceAsync(mark), write => write.Resource == "jobs");
    }

    [Fact]
    public async Task The_pod_of_another_job_is_left_alone_with_the_command_to_type()
    {
        var template = Workloads.PodSpec("default");
        template.RestartPolicy = "Never";
        var job = await Client.BatchV1.CreateNamespacedJobAsync(new() { Metadata = new() { Name = "team-job" }, Spec = new() { Template = new() { Spec = template } } }, Marketplace);
        var owner = new V1OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = "team-job", Uid = job.Metadata.Uid, Controller = true };
        await Client.CoreV1.CreateNamespacedPodAsync(new() { Metadata = new() { Name = "team-job-x7k2p", OwnerReferences = [owner] }, Spec = template }, Marketplace);
        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains("team-job"), "the Job's pod is stuck");

        var result = await Hook.RunAsync();

        Assert.True(result.Failed);
        Assert.Equal(["failed"], result.Pods(Marketplace)["team-job"]);
        Assert.Contains(result.Warnings, warning => warning.Contains("its Job/team-job counts a deleted pod as a failure", StringComparison.Ordinal)
            && warning.EndsWith("To mend it: oc delete pod team-job-x7k2p -n openshift-marketplace", StringComparison.Ordinal));
        Assert.Equal(job.Metadata.Uid, (await Client.BatchV1.ReadNamespacedJobAsync("team-job", Marketplace)).Metadata.Uid);
    }

    private Task<V1Job> UnpackJobAsync() => Client.BatchV1.ReadNamespacedJobAsync(Names.UnpackJob, Marketplace);
}
