using System.Text.Json;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using static PostSoftwareHook.Tests.Kubernetes.Answers;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>ClusterCatalogs, Subscriptions, Jobs that unpack a bundle, sets of mirrors and pod templates.</summary>
public class ReadingWhatOlmSays
{
    private const string Job = """
        {
          "metadata": {
            "name": "bundle", "uid": "uid-of-job", "creationTimestamp": "2026-01-05T08:00:00Z", "namespace": "openshift-marketplace",
            "labels": {"operatorframework.io/bundle-unpack-ref": "ref"}
          },
          "spec": {
            "template": {
              "spec": {
                "serviceAccountName": "unpack", "imagePullSecrets": [{"name": "team"}],
                "initContainers": [{"name": "util", "image": "quay.io/olm:1"}, {"name": "pull", "image": "registry.redhat.io/bundle@sha256:1"}],
                "containers": [{"name": "extract", "image": "quay.io/opm:1"}]
              }
            }
          },
          "status": {"conditions": [{"type": "Failed", "status": "True", "reason": "DeadlineExceeded", "message": "Job was active longer\nthan specified deadline"}]}
        }
        """;

    [Fact]
    public void A_failed_unpack_job_is_read_as_the_pod_that_it_had()
    {
        var pod = ApiObjectParser.FailedUnpackJob(Json(Job))!;

        Assert.Equal(("bundle", "uid-of-job", "unpack", Eight), (pod.Name, pod.Uid, pod.ServiceAccount, pod.CreatedAt));
        Assert.Equal((new PodOwner("Job", "bundle", "uid-of-job"), "ref", true, false), (pod.Owner, pod.UnpackRef, pod.IsGone, pod.IsReadyOrCompleted));
        Assert.Equal(["team"], pod.ImagePullSecrets);
        var stuck = Assert.Single(pod.Stuck);
        Assert.Equal(
            ("registry.redhat.io/bundle@sha256:1", "DeadlineExceeded", "Job was active longer than specified deadline", PullFailure.Unknown),
            (stuck.Image, stuck.Reason, stuck.Message, stuck.Failure));
        Assert.Equal([stuck.Image], pod.Images);
    }

    [Fact]
    public void Without_the_container_that_pulls_the_first_tells_the_image() =>
        Assert.Equal("quay.io/opm:1", ApiObjectParser.FailedUnpackJob(Json(Job.Replace("\"pull\"", "\"other\"", StringComparison.Ordinal)))!.Stuck.Single().Image);

    [Theory]
    [InlineData("\"status\": \"True\"", "\"status\": \"False\"")]
    [InlineData("\"type\": \"Failed\"", "\"type\": \"Complete\"")]
    [InlineData("\"uid\": \"uid-of-job\"", "\"uid\": \"uid-of-job\", \"deletionTimestamp\": \"2026-01-05T08:00:00Z\"")]
    [InlineData("\"conditions\"", "\"other\"")]
    public void A_job_that_did_not_fail_or_is_being_deleted_is_none(string was, string becomes) =>
        Assert.Null(ApiObjectParser.FailedUnpackJob(Json(Job.Replace(was, becomes, StringComparison.Ordinal))));

    [Fact]
    public void A_failed_job_of_which_nothing_else_is_known_is_read_all_the_same()
    {
        var pod = ApiObjectParser.FailedUnpackJob(Json("""{"metadata": {"name": "bundle"}, "spec": 5, "status": {"conditions": [{"type": "Failed", "status": "True"}]}}"""))!;

        Assert.Equal(("default", "", ""), (pod.ServiceAccount, pod.Stuck.Single().Image, pod.Stuck.Single().Message));
    }

    [Fact]
    public void A_cluster_catalog_that_catalogd_pulled_is_read()
    {
        var catalog = InquiryParser.ClusterCatalog(Json("""
            {"metadata": {"name": "c"}, "spec": {"source": {"image": {"ref": "registry.redhat.io/index:v1"}}},
             "status": {"conditions": [{"type": "Serving", "reason": "Available"}, {"type": "Progressing", "status": "True", "reason": "Succeeded", "message": "Successfully unpacked"}]}}
            """));

        Assert.Equal(new("c", "registry.redhat.io/index:v1", false, true, "Successfully unpacked"), catalog);
        Assert.Equal((RegistryJudgement.Accepted, AskedWith.Source), (catalog.Answer!.Judgement, catalog.Answer.With));
    }

    [Theory]
    [InlineData("error creating image source: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry", true)]
    [InlineData("error creating image source: reading manifest v1 in registry.redhat.io/index: manifest unknown", false)]
    public void One_that_catalogd_tries_again_is_refused_only_in_the_registrys_words(string message, bool isRefused)
    {
        var catalog = InquiryParser.ClusterCatalog(Json("""
            {"metadata": {"name": "c"}, "spec": {"source": {"image": {"ref": "registry.redhat.io/index:v1"}}},
             "status": {"conditions": [{"type": "Progressing", "status": "True", "reason": "Retrying", "message": "MESSAGE"}]}}
            """.Replace("MESSAGE", message, StringComparison.Ordinal)));

        Assert.Equal((true, false, isRefused), (catalog.IsRetrying, catalog.HasSucceeded, catalog.IsRefused));
        Assert.Equal(isRefused ? RegistryJudgement.Refused : null, catalog.Answer?.Judgement);
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "c"}}""")]
    [InlineData("""{"metadata": {"name": "c"}, "spec": {"source": {"image": ["ref"]}}, "status": {"conditions": {"type": "Progressing"}}}""")]
    [InlineData("""{"metadata": {"name": "c"}, "spec": null, "status": {"conditions": [null, 5, {"type": "Progressing", "reason": ["Succeeded"]}]}}""")]
    public void One_of_which_nothing_is_known_says_nothing(string json)
    {
        var catalog = InquiryParser.ClusterCatalog(Json(json));

        Assert.Equal(new("c", "", false, false, ""), catalog);
        Assert.Null(catalog.Answer);
    }

    [Fact]
    public void A_subscription_whose_bundle_could_not_be_unpacked_is_read() =>
        Assert.Equal(
            new("team-a", "operator", new("openshift-marketplace", "redhat-operators"), "bundle unpacking failed. Reason: DeadlineExceeded"),
            InquiryParser.FailedSubscription(Json("""
                {"metadata": {"namespace": "team-a", "name": "operator"}, "spec": {"source": "redhat-operators", "sourceNamespace": "openshift-marketplace"},
                 "status": {"conditions": [{"type": "CatalogSourcesUnhealthy", "status": "False"}, {"type": "BundleUnpackFailed", "status": "True", "message": "bundle unpacking failed.\nReason: DeadlineExceeded"}]}}
                """)));

    [Theory]
    [InlineData("""{"metadata": {"name": "operator"}}""")]
    [InlineData("""{"metadata": {"name": "operator"}, "status": {"conditions": [{"type": "BundleUnpackFailed", "status": "False"}]}}""")]
    [InlineData("""{"metadata": {"name": "operator"}, "status": {"conditions": [{"type": "BundleUnpacking", "status": "True"}]}}""")]
    [InlineData("""{"metadata": {"name": "operator"}, "status": {"conditions": [[], {"type": "BundleUnpackFailed", "status": true}]}}""")]
    public void Any_other_is_none(string json) => Assert.Null(InquiryParser.FailedSubscription(Json(json)));

    [Theory]
    [InlineData("imagedigestmirrorset", "imageDigestMirrors")]
    [InlineData("imagetagmirrorset", "imageTagMirrors")]
    [InlineData("imagecontentsourcepolicy", "repositoryDigestMirrors")]
    public void A_set_of_mirrors_is_read(string kind, string list)
    {
        var set = InquiryParser.MirrorSet(kind, Json($$$"""
            {"metadata": {"name": "redhat"}, "spec": {"{{{list}}}": [
              {"source": "registry.redhat.io", "mirrors": ["bastion.example.com:5000/redhat", 5, null, "mirror.example.com"]}, {"source": "quay.io"}, null, {"mirrors": ["third.example.com\u001b"]}]}}
            """));

        Assert.Equal((kind, "redhat"), (set.Kind, set.Name));
        Assert.Equal(["bastion.example.com:5000/redhat", "mirror.example.com", "third.example.com"], set.Mirrors);
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "redhat"}}""")]
    [InlineData("""{"metadata": {"name": "redhat"}, "spec": {"imageDigestMirrors": {"mirrors": ["a"]}, "imageTagMirrors": [{"mirrors": "a"}], "repositoryDigestMirrors": ["a"]}}""")]
    public void A_set_without_mirrors_is_empty(string json) => Assert.Empty(InquiryParser.MirrorSet("imagedigestmirrorset", Json(json)).Mirrors);

    [Theory]
    [InlineData("""{"spec": {"template": {"spec": {"imagePullSecrets": [{"name": "team"}, {"name": ""}, {}, null, 5, {"name": "other"}]}}}}""", "team", "other")]
    [InlineData("""{"spec": {"template": {"spec": {}}}}""")]
    [InlineData("""{"spec": {"imagePullSecrets": [{"name": "team"}]}}""")]
    [InlineData("""{"spec": {"template": {"spec": {"imagePullSecrets": {"name": "team"}}}}}""")]
    [InlineData("{}")]
    public void The_secrets_that_a_template_names_are_read(string json, params string[] names) => Assert.Equal(names, InquiryParser.TemplateSecrets(Json(json)));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata": {"name": "../x"}}""")]
    public void What_has_no_proper_name_is_no_object_of_the_API(string json)
    {
        Assert.Throws<JsonException>(() => InquiryParser.Node(Json(json)));
        Assert.Throws<JsonException>(() => InquiryParser.ClusterCatalog(Json(json)));
        Assert.Throws<JsonException>(() => InquiryParser.MirrorSet("imagedigestmirrorset", Json(json)));
    }
}
