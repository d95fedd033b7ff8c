using System.Text;
using System.Text.Json;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using static PostSoftwareHook.Tests.Kubernetes.Answers;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>Nodes, their pools, and the pull secret that a rendered MachineConfig gives them.</summary>
public class ReadingTheNodes
{
    private const string Config = """{"auths": {"quay.io": {"auth": "YTpi"}}}""";

    [Theory]
    [InlineData("""{"metadata": {"name": "n"}}""", false, null, null)]
    [InlineData("""{"metadata": {"name": "n", "annotations": null}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}}""", true, null, null)]
    [InlineData("""{"metadata": {"name": "n", "annotations": {"machineconfiguration.openshift.io/currentConfig": "rendered-worker-1", "machineconfiguration.openshift.io/desiredConfig": "rendered-worker-2"}}}""", false, "rendered-worker-1", "rendered-worker-2")]
    [InlineData("""{"metadata": {"name": "n", "annotations": {"machineconfiguration.openshift.io/currentConfig": 5, "machineconfiguration.openshift.io/desiredConfig": "a\nb"}}}""", false, null, "a b")]
    public void A_node_is_read(string json, bool isReady, string? current, string? desired) => Assert.Equal(new("n", isReady, current, desired), InquiryParser.Node(Json(json)));

    [Theory]
    [InlineData("""{"metadata": {"name": "worker"}, "spec": {"configuration": {"name": "rendered-worker-2"}}, "status": {"configuration": {"name": "rendered-worker-1"}}}""", "rendered-worker-2", "rendered-worker-1")]
    [InlineData("""{"metadata": {"name": "worker"}, "spec": {"configuration": []}, "status": {"configuration": {"name": {}}}}""", null, null)]
    public void What_a_pool_is_to_have_and_has(string json, string? wanted, string? present) =>
        Assert.Equal((wanted, present), (InquiryParser.MachineConfigPool(Json(json)).Wanted, InquiryParser.MachineConfigPool(Json(json)).Present));

    [Theory]
    [InlineData("data:,{0}")]
    [InlineData("data:text/plain;charset=utf-8,{0}")]
    public void A_file_in_percent_encoding_is_read(string url) => AssertHeld(url.Replace("{0}", Uri.EscapeDataString(Config), StringComparison.Ordinal));

    [Theory]
    [InlineData("data:;base64,{0}")]
    [InlineData("data:text/plain;charset=utf-8;base64,{0}")]
    public void A_file_in_base64_is_read(string url) => AssertHeld(url.Replace("{0}", Convert.ToBase64String(Encoding.UTF8.GetBytes(Config)), StringComparison.Ordinal));

    [Fact]
    public void Base64_may_be_in_percent_encoding_too() => AssertHeld($"data:;base64,{Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Config)))}");

    [Fact]
    public void Of_several_files_of_that_path_the_last_counts_and_others_do_not()
    {
        var files = new[] { File("/etc/other", "data:,x"), File("/var/lib/kubelet/config.json", "data:,%7B%7D"), File("/var/lib/kubelet/config.json", $"data:,{Uri.EscapeDataString(Config)}"), File("/var/lib/kubelet/config", "data:,y") };

        Assert.Equal(["quay.io"], InquiryParser.NodePullSecret(MachineConfig(files))!.Credentials!.Keys);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"spec": {"config": {"storage": {"files": []}}}}""")]
    [InlineData("""{"spec": {"config": {"storage": {"files": [{"path": "/etc/other", "contents": {"source": "data:,"}}]}}}}""")]
    [InlineData("""{"spec": {"config": {"storage": {"files": [{"path": "/var/lib/kubelet/config.json"}]}}}}""")]
    [InlineData("""{"spec": {"config": {"storage": {"files": [null, 5, "x", [], {"path": ["/var/lib/kubelet/config.json"]}]}}}}""")]
    [InlineData("""{"spec": {"config": {"storage": {"files": {"path": "/var/lib/kubelet/config.json"}}}}}""")]
    [InlineData("""{"spec": []}""")]
    public void A_file_that_is_not_there_is_said(string json) => Assert.Equal(new(null, "/var/lib/kubelet/config.json isn't there"), InquiryParser.NodePullSecret(Json(json)));

    [Theory]
    [InlineData("")]
    [InlineData("data:")]
    [InlineData("data:;base64,@@@@")]
    [InlineData("https://example.com/config.json")]
    [InlineData("DATA:,{}")]
    public void A_source_that_is_no_data_url_can_not_be_read(string source) =>
        Assert.Equal(new(null, "/var/lib/kubelet/config.json can't be read from the MachineConfig"), Read(source));

    [Theory]
    [InlineData("data:,%7B", "is not JSON (line 1, byte 1)")]
    [InlineData("data:,", "is not JSON (line 1, byte 0)")]
    [InlineData("data:;base64,", "is not JSON (line 1, byte 0)")]
    public void A_damaged_file_is_one_that_the_kubelet_drops(string source, string problem)
    {
        var file = Read(source);

        Assert.Equal((null, $"/var/lib/kubelet/config.json {problem}"), (file.Credentials, file.Problem));
    }

    [Fact]
    public void A_file_with_an_entry_that_only_the_kubelet_reads_is_not_known() =>
        Assert.Null(InquiryParser.NodePullSecret(MachineConfig(File("/var/lib/kubelet/config.json", $"data:,{Uri.EscapeDataString("""{"auths": {"quay.io": {}}}""")}"))));

    private static void AssertHeld(string source)
    {
        var file = Read(source);

        Assert.Equal((new Credential("a", "b"), null), (file.Credentials!.Find("quay.io"), file.Problem));
    }

    private static NodePullSecret Read(string source) => InquiryParser.NodePullSecret(MachineConfig(File("/var/lib/kubelet/config.json", source)))!;

    private static object File(string path, string source) => new { path, contents = new { source } };

    private static JsonElement MachineConfig(params object[] files) => JsonSerializer.SerializeToElement(new { spec = new { config = new { storage = new { files } } } });
}
