using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>Objects as an API server answers with them.</summary>
internal static class Answers
{
    public const string Image = "registry.redhat.io/redhat/redhat-operator-index:v4.18";
    public static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public static JsonElement Json(object item) => Json(KubernetesJson.Serialize(item));

    public static JsonElement Secret(Action<JsonObject>? change = null)
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

    public static V1Pod WellPod(Action<V1Pod>? change = null)
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

    public static V1Pod StuckPod(string reason, string message) => WellPod(pod => pod.Status = new() { Phase = "Pending", ContainerStatuses = [Waiting("main", reason, message)] });

    public static V1ContainerStatus Waiting(string name, string reason, string message) =>
        new() { Name = name, Image = "", State = new() { Waiting = new() { Reason = reason, Message = message } } };

    public static Corev1Event Failed(string message, int minute, string? path = "spec.containers{main}", string pod = "uid-p") => new()
    {
        InvolvedObject = new() { Kind = "Pod", Uid = pod, FieldPath = path },
        Message = message,
        LastTimestamp = Eight.AddMinutes(minute).UtcDateTime,
    };

    public static PodSnapshot Pod(JsonElement pod) => ApiObjectParser.Pod(pod, Array.Empty<PullEvent>().ToLookup(e => e.Pod));

    public static PodSnapshot Pod(V1Pod pod, params IReadOnlyList<Corev1Event> events) => ApiObjectParser.Pod(Json(pod), events.Select(e => ApiObjectParser.Event(Json(e))).ToLookup(e => e.Pod));
}
