using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Tests.Cluster;

public class ReadingObjects
{
    private const string Image = "registry.redhat.io/redhat/redhat-operator-index:v4.18";
    private static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_copy_of_ours_is_read_with_its_marks()
    {
        var secret = ApiObjectParser.Secret(Secret());

        Assert.Equal(("a/pull-secret", "uid-1", "42", "kubernetes.io/dockerconfigjson"), (secret.Id.ToString(), secret.Uid, secret.ResourceVersion, secret.Type));
        Assert.Equal((true, false, "openshift-config/pull-secret", Eight.AddHours(1)), (secret.IsOurs, secret.IsImmutable, secret.Origin, secret.DataChangedAt));
        Assert.Equal(new Credential("a", "b"), secret.Credentials!.Find("quay.io"));
    }

    [Fact]
    public void Without_a_record_of_its_data_a_secret_is_as_old_as_it_is() =>
        Assert.Equal(Eight, ApiObjectParser.Secret(Secret(secret => secret["metadata"]!["managedFields"] = null)).DataChangedAt);

    [Fact]
    public void The_last_writer_of_the_data_counts_and_no_other()
    {
        static JsonNode Entry(string manager, int hour, string fields) => JsonNode.Parse(
            $$"""{"manager": "{{manager}}", "time": "{{Eight.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ}}", "fieldsV1": {{fields}}}""")!;

        var secret = Secret(secret => secret["metadata"]!["managedFields"] = new JsonArray(
            Entry("first", 1, """{"f:data": {".": {}}}"""), Entry("last", 3, """{"f:data": {}}"""), Entry("second", 2, """{"f:data": {}}"""), Entry("other", 9, """{"f:metadata": {}}""")));

        Assert.Equal(Eight.AddHours(3), ApiObjectParser.Secret(secret).DataChangedAt);
    }

    [Fact]
    public void A_secret_of_others_has_no_marks()
    {
        var secret = ApiObjectParser.Secret(Secret(secret =>
        {
            secret["metadata"]!["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" };
            secret["metadata"]!["annotations"] = null;
            secret["immutable"] = true;
        }));

        Assert.Equal((false, null, true), (secret.IsOurs, secret.Origin, secret.IsImmutable));
    }

    [Fact]
    public void A_secret_without_the_key_or_without_any_data_says_so()
    {
        Assert.Equal("has no .dockerconfigjson", ApiObjectParser.Secret(Secret(secret => secret["data"] = null)).Problem);
        Assert.Equal("has no .dockerconfigjson", ApiObjectParser.Secret(Secret(secret => secret["data"] = new JsonObject { ["x"] = "" })).Problem);
    }

    [Fact]
    public void A_source_holds_only_what_the_filter_lets_through() =>
        Assert.Empty(ApiObjectParser.Secret(Secret(), new([new("*.redhat.io")], [])).Credentials!.Keys);

    [Fact]
    public void A_serviceaccount_keeps_the_order_of_its_links()
    {
        var account = ApiObjectParser.ServiceAccount(Json("""
            {
              "metadata": {
                "name": "builder", "resourceVersion": "7", "annotations": {"post-software-hook/opt-out": "true"},
                "managedFields": [{"manager": "a", "time": "2026-01-05T09:00:00Z", "fieldsV1": {"f:imagePullSecrets": {}}}]
              },
              "imagePullSecrets": [{"name": "b"}, {"name": "a"}, {}, {"name": ""}, {"name": "c"}]
            }
            """));

        Assert.Equal(("builder", "7", true, Eight.AddHours(1)), (account.Name, account.ResourceVersion, account.IsOptedOut, account.LinksChangedAt));
        Assert.Equal(["b", "a", "c"], account.ImagePullSecrets);
    }

    [Fact]
    public void A_serviceaccount_without_links_has_none()
    {
        var account = ApiObjectParser.ServiceAccount(Json("""{"metadata": {"name": "builder", "resourceVersion": "7", "annotations": {"post-software-hook/opt-out": "false"}}}"""));

        Assert.Empty(account.ImagePullSecrets);
        Assert.Equal((null, false), (account.LinksChangedAt, account.IsOptedOut));
    }

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

    [Theory]
    [InlineData("ErrImagePull", true)]
    [InlineData("ImagePullBackOff", true)]
    [InlineData("InvalidImageName", true)]
    [InlineData("ErrImageNeverPull", true)]
    [InlineData("RegistryUnavailable", true)]
    [InlineData("SignatureValidationFailed", true)]
    [InlineData("ContainerCreating", false)]
    [InlineData("CrashLoopBackOff", false)]
    [InlineData("CreateContainerConfigError", false)]
    [InlineData("PodInitializing", false)]
    public void Only_containers_that_wait_for_their_image_are_stuck(string reason, bool isStuck)
    {
        var pod = StuckPod(reason, "");

        Assert.Equal(isStuck, ApiObjectParser.IsStuck(Json(pod)));
        Assert.Equal(isStuck ? 1 : 0, Pod(pod).Stuck.Count);
    }

    [Fact]
    public void The_status_tells_where_it_says_why()
    {
        var stuck = Pod(StuckPod("ErrImagePull", "unauthorized: Please login"), Failed("Failed to pull image \"x\": manifest unknown", 5)).Stuck.Single();

        Assert.Equal(("main", Image, "ErrImagePull", "unauthorized: Please login", PullFailure.Authentication), (stuck.Name, stuck.Image, stuck.Reason, stuck.Message, stuck.Failure));
        Assert.Equal(Eight.AddMinutes(5), stuck.FailedAt);
    }

    [Fact]
    public void Where_the_status_backs_off_the_event_tells()
    {
        var stuck = Pod(StuckPod("ImagePullBackOff", $"Back-off pulling image \"{Image}\""), Failed($"Failed to pull image \"{Image}\": rpc error: code = Unknown desc = unauthorized: Please login", 5)).Stuck.Single();

        Assert.Equal(("unauthorized: Please login", PullFailure.Authentication, Eight.AddMinutes(5)), (stuck.Message, stuck.Failure, stuck.FailedAt));
    }

    [Fact]
    public void Of_several_events_the_last_that_says_why_tells()
    {
        var stuck = Pod(
            StuckPod("ImagePullBackOff", ""),
            Failed($"Failed to pull image \"{Image}\": i/o timeout", 1),
            Failed($"Failed to pull image \"{Image}\": unauthorized", 4),
            Failed($"Failed to pull image \"{Image}\": manifest unknown", 2),
            Failed("Error: ErrImagePull", 5),
            Failed("Error: ImagePullBackOff", 9)).Stuck.Single();

        Assert.Equal((PullFailure.Authentication, Eight.AddMinutes(4)), (stuck.Failure, stuck.FailedAt));
    }

    [Fact]
    public void Events_of_other_pods_and_containers_do_not_count()
    {
        var pod = StuckPod("ImagePullBackOff", "");

        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("Failed to pull image: unauthorized", 1, path: "spec.containers{other}")).Stuck.Single().Failure);
        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("Failed to pull image: unauthorized", 1, pod: "uid-of-another")).Stuck.Single().Failure);
        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("unauthorized to mount a volume", 1)).Stuck.Single().Failure);
    }

    [Fact]
    public void An_event_without_a_container_counts_if_it_names_the_image()
    {
        var pod = StuckPod("ImagePullBackOff", "");

        Assert.Equal(PullFailure.Authentication, Pod(pod, Failed($"Failed to pull image \"{Image}\": unauthorized", 1, path: null)).Stuck.Single().Failure);
        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("Failed to pull image \"other\": unauthorized", 1, path: null)).Stuck.Single().Failure);
    }

    [Theory]
    [InlineData("LastTimestamp")]
    [InlineData("Series")]
    [InlineData("EventTime")]
    [InlineData("FirstTimestamp")]
    public void The_time_of_an_event_stands_in_one_of_four_places(string place)
    {
        var time = Eight.AddMinutes(7).UtcDateTime;
        var failed = Failed("Failed to pull image: unauthorized", 0);
        failed.LastTimestamp = place == "LastTimestamp" ? time : null;
        failed.Series = place == "Series" ? new() { LastObservedTime = time } : null;
        failed.EventTime = place == "EventTime" ? time : null;
        failed.FirstTimestamp = place == "FirstTimestamp" ? time : null;

        Assert.Equal(Eight.AddMinutes(7), Pod(StuckPod("ImagePullBackOff", ""), failed).Stuck.Single().FailedAt);
    }

    [Fact]
    public void Init_containers_come_first()
    {
        var pod = StuckPod("ImagePullBackOff", "");
        pod.Spec.InitContainers = [new() { Name = "extract", Image = "quay.io/org/init:1" }];
        pod.Status.InitContainerStatuses = [Waiting("extract", "ErrImagePull", "unauthorized")];

        Assert.Equal([("extract", "quay.io/org/init:1"), ("main", Image)], Pod(pod).Stuck.Select(stuck => (stuck.Name, stuck.Image)));
    }

    [Fact]
    public void The_image_of_the_spec_counts_since_the_status_may_have_rewritten_it()
    {
        var pod = StuckPod("ImagePullBackOff", "");
        pod.Status.ContainerStatuses[0].Image = "docker.io/rewritten:1";

        Assert.Equal(Image, Pod(pod).Stuck.Single().Image);
    }

    [Fact]
    public void A_container_that_the_spec_does_not_have_is_read_from_the_status_alone()
    {
        var pod = StuckPod("ImagePullBackOff", "unauthorized");
        pod.Spec.Containers = [];
        pod.Status.ContainerStatuses[0].Image = "";

        Assert.Equal(("", PullFailure.Authentication), (Pod(pod).Stuck.Single().Image, Pod(pod).Stuck.Single().Failure));
    }

    [Fact]
    public void The_words_of_the_kubelet_are_cleaned() =>
        Assert.Equal("unauthorized: [31mred alert", Pod(StuckPod("ErrImagePull", "unauthorized: \u001b[31mred\nalert")).Stuck.Single().Message.Replace("  ", " ", StringComparison.Ordinal));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata": null}""")]
    [InlineData("""{"metadata": {"name": 5}}""")]
    [InlineData("""{"metadata": {"name": ""}}""")]
    [InlineData("""{"metadata": {"name": "../secrets/x"}}""")]
    [InlineData("""{"metadata": {"name": "red\u001b[31m"}}""")]
    public void What_has_no_proper_name_is_no_object_of_the_API(string json)
    {
        Assert.Throws<JsonException>(() => ApiObjectParser.Namespace(Json(json)));
        Assert.Throws<JsonException>(() => ApiObjectParser.Secret(Json(json)));
        Assert.Throws<JsonException>(() => ApiObjectParser.ServiceAccount(Json(json)));
        Assert.Throws<JsonException>(() => Pod(Json(json)));
        Assert.Throws<JsonException>(() => ApiObjectParser.CatalogSource(Json(json)));
        Assert.Throws<JsonException>(() => ApiObjectParser.MachineConfigPool(Json(json)));
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "a"}}""", false, false)]
    [InlineData("""{"metadata": {"name": "a", "deletionTimestamp": "2026-01-05T08:00:00Z"}}""", true, false)]
    [InlineData("""{"metadata": {"name": "a"}, "status": {"phase": "Terminating"}}""", true, false)]
    [InlineData("""{"metadata": {"name": "a", "annotations": {"post-software-hook/opt-out": "true"}}}""", false, true)]
    [InlineData("""{"metadata": {"name": "a", "annotations": {"post-software-hook/opt-out": "no"}}}""", false, false)]
    public void A_namespace_is_read(string json, bool isTerminating, bool isOptedOut)
    {
        var ns = ApiObjectParser.Namespace(Json(json));

        Assert.Equal(("a", isTerminating, isOptedOut), (ns.Name, ns.IsTerminating, ns.IsOptedOut));
    }

    [Theory]
    [InlineData("""["not base64!"]""")]
    [InlineData("\"not base64!\"")]
    [InlineData("5")]
    public void A_secret_whose_data_is_no_base64_is_no_object_of_the_API(string data) =>
        Assert.Throws<JsonException>(() => ApiObjectParser.Secret(Json($$"""{"metadata": {"name": "a"}, "data": {".dockerconfigjson": {{data}} } }""")));

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

    [Fact]
    public void A_catalog_source_is_read()
    {
        var catalog = ApiObjectParser.CatalogSource(Json("""{"metadata": {"name": "redhat-operators", "uid": "u"}, "status": {"connectionState": {"lastObservedState": "READY"}}}"""));

        Assert.Equal(new("redhat-operators", "u", "READY"), catalog);
        Assert.True(catalog.IsReady);
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "a", "uid": "u"}}""")]
    [InlineData("""{"metadata": {"name": "a", "uid": "u"}, "status": {"connectionState": {"lastObservedState": 5}}}""")]
    [InlineData("""{"metadata": {"name": "a", "uid": "u"}, "status": {"connectionState": "READY"}}""")]
    [InlineData("""{"metadata": {"name": "a", "uid": "u"}, "status": []}""")]
    public void A_catalog_source_that_was_never_asked_has_no_state(string json) => Assert.Equal(new("a", "u", null), ApiObjectParser.CatalogSource(Json(json)));

    [Theory]
    [InlineData("""{"metadata": {"name": "worker"}}""", false, false, false, "")]
    [InlineData("""{"metadata": {"name": "worker"}, "spec": {"paused": true}}""", true, false, false, "")]
    [InlineData("""{"metadata": {"name": "worker"}, "spec": {"paused": "true"}}""", false, false, false, "")]
    [InlineData("""{"metadata": {"name": "worker"}, "status": {"conditions": [{"type": "Updating", "status": "True"}, {"type": "Degraded", "status": "False", "message": ""}]}}""", false, true, false, "")]
    [InlineData("""{"metadata": {"name": "worker"}, "status": {"conditions": [{"type": "Updating", "status": "False"}, {"type": "Degraded", "status": "True", "message": "node-1\nis down"}]}}""", false, false, true, "node-1 is down")]
    public void A_machine_config_pool_is_read(string json, bool isPaused, bool isUpdating, bool isDegraded, string message) =>
        Assert.Equal(new("worker", isPaused, isUpdating, isDegraded, message), ApiObjectParser.MachineConfigPool(Json(json)));

    [Theory]
    [InlineData("""{"status": {"conditions": [{"type": "MemoryPressure", "status": "False"}, {"type": "Ready", "status": "True"}]}}""", true)]
    [InlineData("""{"status": {"conditions": [{"type": "MemoryPressure", "status": "True"}, {"type": "Ready", "status": "Unknown"}]}}""", false)]
    [InlineData("""{"status": {}}""", false)]
    [InlineData("{}", false)]
    public void A_node_is_ready_if_its_condition_says_so(string json, bool isReady) => Assert.Equal(isReady, ApiObjectParser.IsReady(Json(json)));

    [Theory]
    [InlineData("""{"status": {"history": [{"state": "Partial", "version": "4.19.0"}, {"state": "Completed", "version": "4.18.9"}, {"state": "Completed", "version": "4.18.8"}], "desired": {"version": "4.19.0"}}}""", "4.18.9")]
    [InlineData("""{"status": {"history": [{"state": "Partial", "version": "4.19.0"}], "desired": {"version": "4.19.0"}}}""", "4.19.0")]
    [InlineData("{}", null)]
    public void The_version_is_the_newest_that_was_completely_installed(string json, string? version) => Assert.Equal(version, ApiObjectParser.Version(Json(json)));

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static JsonElement Json(object item) => Json(KubernetesJson.Serialize(item));

    private static JsonElement Secret(Action<JsonObject>? change = null)
    {
        var secret = JsonNode.Parse($$"""
            {
              "metadata": {
                "namespace": "a", "name": "pull-secret", "uid": "uid-1", "resourceVersion": "42", "creationTimestamp": "2026-01-05T08:00:00Z",
                "labels": {"app.kubernetes.io/managed-by": "post-software-hook"}, "annotations": {"post-software-hook/origin": "openshift-config/pull-secret"},
                "managedFields": [{"manager": "post-software-hook", "time": "2026-01-05T09:00:00Z", "fieldsV1": {"f:data": {} } }]
              },
              "type": "kubernetes.io/dockerconfigjson",
              "data": {".dockerconfigjson": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"auths": {"quay.io": {"auth": "YTpi"}}}"""))}}"}
            }
            """)!.AsObject();
        change?.Invoke(secret);
        return Json(secret.ToJsonString());
    }

    private static V1Pod WellPod(Action<V1Pod>? change = null)
    {
        var pod = KubernetesJson.Deserialize<V1Pod>($$"""
            {
              "metadata": {
                "name": "p", "uid": "uid-p", "creationTimestamp": "2026-01-05T08:00:00Z",
                "ownerReferences": [{"apiVersion": "operators.coreos.com/v1alpha1", "kind": "CatalogSource", "name": "redhat-operators", "uid": "u", "controller": true}]
              },
              "spec": {"serviceAccountName": "redhat-operators", "imagePullSecrets": [{"name": "a"}, {"name": "b"}], "containers": [{"name": "main", "image": "{{Image}}"}]},
              "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
            }
            """);
        change?.Invoke(pod);
        return pod;
    }

    private static V1Pod StuckPod(string reason, string message) => WellPod(pod => pod.Status = new() { Phase = "Pending", ContainerStatuses = [Waiting("main", reason, message)] });

    private static V1ContainerStatus Waiting(string name, string reason, string message) =>
        new() { Name = name, Image = "", State = new() { Waiting = new() { Reason = reason, Message = message } } };

    private static Corev1Event Failed(string message, int minute, string? path = "spec.containers{main}", string pod = "uid-p") => new()
    {
        InvolvedObject = new() { Kind = "Pod", Uid = pod, FieldPath = path },
        Message = message,
        LastTimestamp = Eight.AddMinutes(minute).UtcDateTime,
    };

    private static PodSnapshot Pod(JsonElement pod) => ApiObjectParser.Pod(pod, Array.Empty<PullEvent>().ToLookup(e => e.Pod));

    private static PodSnapshot Pod(V1Pod pod, params IReadOnlyList<Corev1Event> events) => ApiObjectParser.Pod(Json(pod), events.Select(e => ApiObjectParser.Event(Json(e))).ToLookup(e => e.Pod));
}
