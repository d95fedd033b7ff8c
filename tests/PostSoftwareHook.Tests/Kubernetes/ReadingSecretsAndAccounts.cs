using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using k8s.Models;
using static PostSoftwareHook.Tests.Kubernetes.Answers;

namespace PostSoftwareHook.Tests.Kubernetes;

public class ReadingSecretsAndAccounts
{
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

    [Theory]
    [InlineData("""["not base64!"]""")]
    [InlineData("\"not base64!\"")]
    [InlineData("5")]
    public void A_secret_whose_data_is_no_base64_is_no_object_of_the_API(string data) =>
        Assert.Throws<JsonException>(() => ApiObjectParser.Secret(Json($$"""{"metadata": {"name": "a"}, "data": {".dockerconfigjson": {{data}} } }""")));

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
}
