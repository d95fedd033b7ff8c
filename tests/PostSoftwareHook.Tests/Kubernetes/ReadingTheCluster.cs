using System.Text.Json;
using PostSoftwareHook.Kubernetes;
using static PostSoftwareHook.Tests.Kubernetes.Answers;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>Namespaces, catalogs, pools, nodes and the version.</summary>
public class ReadingTheCluster
{
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
        Assert.Throws<JsonException>(() => InquiryParser.MachineConfigPool(Json(json)));
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
        Assert.Equal(new("worker", isPaused, isUpdating, isDegraded, message), InquiryParser.MachineConfigPool(Json(json)));

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
}
