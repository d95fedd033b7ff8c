using PostSoftwareHook.Propagation;
using k8s.Models;
using static PostSoftwareHook.Tests.Kubernetes.Answers;

namespace PostSoftwareHook.Tests.Kubernetes;

public class ReadingPods
{
    [Fact]
    public void A_running_pod_is_read()
    {
        var pod = Pod(WellPod());

        Assert.Equal(("p", "uid-p", "redhat-operators", "CatalogSource/redhat-operators", Eight), (pod.Name, pod.Uid, pod.ServiceAccount, pod.Owner!.ToString(), pod.CreatedAt));
        Assert.Equal(["a", "b"], pod.ImagePullSecrets);
        Assert.Equal((true, false, false), (pod.IsReadyOrCompleted, pod.IsTerminating, pod.IsUpdatePoll));
        Assert.Empty(pod.Stuck);
    }

    [Fact]
    public void The_controller_is_the_owner_and_without_one_a_catalog_source_but_never_a_node()
    {
        static V1OwnerReference Owner(string name, bool? isController, string kind = "ReplicaSet") => new() { Kind = kind, Name = name, Uid = name, Controller = isController, ApiVersion = "apps/v1" };

        Assert.Equal("two", Pod(WellPod(pod => pod.Metadata.OwnerReferences = [Owner("one", null), Owner("two", true)])).Owner!.Name);
        Assert.Equal("two", Pod(WellPod(pod => pod.Metadata.OwnerReferences = [Owner("one", null), Owner("two", false, "CatalogSource")])).Owner!.Name);
        Assert.Null(Pod(WellPod(pod => pod.Metadata.OwnerReferences = [Owner("one", null), Owner("two", false)])).Owner);
        Assert.Null(Pod(WellPod(pod => pod.Metadata.OwnerReferences = [Owner("node", true, "Node")])).Owner);
        Assert.Null(Pod(WellPod(pod => pod.Metadata.OwnerReferences = null)).Owner);
    }

    [Fact]
    public void A_pod_is_well_if_it_is_ready_or_has_run_to_its_end()
    {
        Assert.False(Pod(WellPod(pod => pod.Status.Conditions[0].Status = "False")).IsReadyOrCompleted);
        Assert.False(Pod(WellPod(pod => pod.Status = null)).IsReadyOrCompleted);
        Assert.True(Pod(WellPod(pod => pod.Status = new() { Phase = "Succeeded" })).IsReadyOrCompleted);
        Assert.False(Pod(WellPod(pod => pod.Status = new() { Phase = "Failed" })).IsReadyOrCompleted);
    }

    [Fact]
    public void A_pod_with_a_deletion_time_is_terminating() => Assert.True(Pod(WellPod(pod => pod.Metadata.DeletionTimestamp = Eight.UtcDateTime)).IsTerminating);

    [Fact]
    public void A_pod_without_a_serviceaccount_runs_as_default() => Assert.Equal("default", Pod(WellPod(pod => pod.Spec.ServiceAccountName = null)).ServiceAccount);

    [Fact]
    public void An_update_poll_pod_bears_an_empty_catalog_label_and_the_catalogs_name()
    {
        Assert.True(Pod(WellPod(pod => pod.Metadata.Labels = new Dictionary<string, string> { ["olm.catalogSource"] = "", ["catalogsource.operators.coreos.com/update"] = "redhat-operators" })).IsUpdatePoll);
        Assert.False(Pod(WellPod(pod => pod.Metadata.Labels = new Dictionary<string, string> { ["olm.catalogSource"] = "redhat-operators", ["catalogsource.operators.coreos.com/update"] = "redhat-operators" })).IsUpdatePoll);
        Assert.False(Pod(WellPod(pod => pod.Metadata.Labels = new Dictionary<string, string> { ["olm.catalogSource"] = "" })).IsUpdatePoll);
    }

    [Fact]
    public void A_pod_that_unpacks_a_bundle_carries_its_reference()
    {
        Assert.Equal("5f0c", Pod(WellPod(pod => pod.Metadata.Labels = new Dictionary<string, string> { ["operatorframework.io/bundle-unpack-ref"] = "5f0c" })).UnpackRef);
        Assert.Null(Pod(WellPod()).UnpackRef);
    }

    [Fact]
    public void Lists_with_nothing_in_their_places_are_read_without_it()
    {
        var pod = Pod(Json("""
            {
              "metadata": {"name": "p", "uid": "u", "ownerReferences": [null, 5], "managedFields": [null], "labels": null},
              "spec": {"containers": [null], "imagePullSecrets": [null, {"name": null}, 5]},
              "status": {"containerStatuses": [null, {"state": {"waiting": {"reason": "ErrImagePull"}}}], "conditions": [null]}
            }
            """));

        Assert.Equal(("p", null, false), (pod.Name, pod.Owner, pod.IsReadyOrCompleted));
        Assert.Empty(pod.ImagePullSecrets);
        Assert.Equal(("", "", PullFailure.Unknown), (pod.Stuck.Single().Name, pod.Stuck.Single().Image, pod.Stuck.Single().Failure));
    }
}
