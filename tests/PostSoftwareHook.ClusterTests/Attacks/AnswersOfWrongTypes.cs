using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Attacks;

/// <summary>An API server whose answers aren't what they are for: an error in a sentence, or a right result without what it spoilt.</summary>
public class AnswersOfWrongTypes(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly string[] Bodies =
    [
        "", "null", "5", "\"x\"", "[]", "{}", "{\"items\": 5}", "{\"items\": null, \"metadata\": null}", "{\"items\": [",
        """{"items": [null]}""", """{"items": [5]}""", """{"items": [{}]}""", """{"items": [{"metadata": 5}]}""", """{"items": [{"metadata": {"name": 5}}]}""",
        """{"items": [{"metadata": {"name": null, "namespace": null, "uid": null}, "spec": null, "status": null}]}""",
        """{"items": [{"metadata": {"name": "x", "ownerReferences": [null], "managedFields": [null], "annotations": {"a": null}}, "imagePullSecrets": [null]}]}""",
        """{"items": [{"metadata": {"name": "x"}, "spec": {"containers": [null], "imagePullSecrets": [null]}, "status": {"containerStatuses": [null], "conditions": [null]}}]}""",
        """{"items": [{"metadata": {"name": "x"}, "involvedObject": null, "message": null}]}""",
        """{"metadata": {"name": "x", "labels": null}, "type": null, "data": {".dockerconfigjson": null}, "spec": [], "status": 5}""",
        """{"metadata": {"name": "x"}, "type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": "not base64!"}}""",
        $$"""{"items": {{new string('[', 10_000)}}{{new string(']', 10_000)}}}""",
    ];

    // Check mode only.
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("/api/v1/namespaces")]
    [InlineData("/openshift-config/secrets/pull-secret")]
    [InlineData("/openshift-marketplace/secrets/pull-secret")]
    [InlineData("/openshift-marketplace/serviceaccounts")]
    [InlineData("/openshift-marketplace/pods")]
    [InlineData("/openshift-marketplace/events")]
    [InlineData("/openshift-marketplace/catalogsources")]
    [InlineData("/clusterversions/version")]
    [InlineData("/infrastructures/cluster")]
    [InlineData("/api/v1/nodes")]
    [InlineData("/machineconfigpools")]
    public async Task End_in_a_sentence_or_a_right_result(string path)
    {
        foreach (var body in Bodies)
        {
            await using var proxy = new ApiProxy(ControlPlane);
            proxy.AnswerAlways(path, body);

            var result = await Hook.RunAsync(new JsonObject { ["kubeconfig"] = proxy.Kubeconfig, ["wait_timeout"] = 5 }, checkMode: true, diff: true);

            Assert.False(string.IsNullOrEmpty(result.Message), body);
            Assert.True(result.Failed || result.Verdict is not null, $"{body}: {result.Message}");
        }
    }
}
