using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>What a copy of the pull secret is.</summary>
public class Copies(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task A_copy_bears_our_marks_and_nobody_elses()
    {
        await Hook.RunAsync();

        var copy = await CopyInAsync(Marketplace);
        Assert.Equal("kubernetes.io/dockerconfigjson", copy.Type);
        Assert.Equal([KeyValuePair.Create("app.kubernetes.io/managed-by", "post-software-hook")], copy.Labels());
        Assert.Equal([KeyValuePair.Create("post-software-hook/origin", "openshift-config/pull-secret")], copy.Annotations());
        Assert.Null(copy.OwnerReferences());
        Assert.Equal([".dockerconfigjson"], copy.Data.Keys);
        Assert.Null(copy.Immutable);
    }

    [Fact]
    public async Task It_holds_every_registry_of_the_source_but_not_the_telemetry_token()
    {
        await Hook.RunAsync();

        Assert.Contains(Names.Telemetry, Incident.Source.Credentials.Keys);
        Assert.Equal(Carried.OrderBy(entry => entry.Key, StringComparer.Ordinal), await ContentOfCopyAsync(Marketplace));
        Assert.Equal(Carried.OrderBy(entry => entry.Key, StringComparer.Ordinal), await ContentOfCopyAsync(Agent));
    }

    [Fact]
    public async Task Keys_with_a_path_or_a_port_are_carried_over_as_they_are()
    {
        await Incident.Source.AddAsync("quay.io/workshop");
        await Incident.Source.AddAsync("mirror.example.org:8443/rhel9");

        var result = await Hook.RunAsync();

        var content = await ContentOfCopyAsync(Marketplace);
        Assert.Equal(Incident.Source.Credentials["quay.io/workshop"], content["quay.io/workshop"]);
        Assert.Equal(Incident.Source.Credentials["mirror.example.org:8443/rhel9"], content["mirror.example.org:8443/rhel9"]);
        Assert.Equal(content.Keys, result.Target(Marketplace)["secret"]!["hosts"]!.AsArray().Select(host => (string)host!));
    }

    [Fact]
    public async Task The_source_and_other_secrets_are_not_written()
    {
        var before = await VersionsAsync();

        await Hook.RunAsync();

        Assert.Equal(before, (await VersionsAsync()).Where(line => !line.StartsWith("pull-secret ", StringComparison.Ordinal) || before.Contains(line)));

        async Task<IReadOnlyList<string>> VersionsAsync() =>
        [
            .. (await Task.WhenAll(Names.Namespaces.Select(async ns => (await k8s.CoreV1OperationsExtensions.ListNamespacedSecretAsync(Client.CoreV1, ns)).Items)))
                .SelectMany(items => items).Select(secret => $"{secret.Name()} {secret.ResourceVersion()}"),
        ];
    }
}
