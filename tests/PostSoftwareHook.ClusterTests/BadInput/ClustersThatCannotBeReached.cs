using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.BadInput;

/// <summary>A kubeconfig or a cluster that doesn't let anybody in: one sentence that names the thing, the cause and the way out.</summary>
public class ClustersThatCannotBeReached(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("missing_kubeconfig")]
    [InlineData("malformed_kubeconfig")]
    [InlineData("empty_kubeconfig")]
    [InlineData("unknown_context")]
    [InlineData("unreachable_host")]
    [InlineData("unknown_host_name")]
    [InlineData("wrong_ca")]
    [InlineData("no_api_there")]
    [InlineData("expired_certificate")]
    [InlineData("invalid_token")]
    [InlineData("no_credentials")]
    [InlineData("no_rights")]
    [InlineData("missing_ca_file")]
    public async Task Are_told_in_one_sentence_and_nothing_is_written(string name)
    {
        using var page = new Page();
        var options = Given(name, page);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(options, verbosity: 4);

        Assert.True(result.Failed);
        Assert.False(result.Changed);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
        Snapshots.Match(Scrub.Text(result.Message), $"Cluster_{name}");
    }

    private JsonObject Given(string name, Page page)
    {
        var kubeconfigs = ControlPlane.Kubeconfigs;
        return name switch
        {
            "missing_kubeconfig" => new() { ["kubeconfig"] = "/etc/not/there" },
            "malformed_kubeconfig" => new() { ["kubeconfig"] = page.Write("clusters: [\nusers: }") },
            "empty_kubeconfig" => new() { ["kubeconfig"] = page.Write("") },
            "unknown_context" => new() { ["context"] = "production" },
            "unreachable_host" => new() { ["kubeconfig"] = kubeconfigs.WithUnreachableHost(), ["wait_timeout"] = 3 },
            "unknown_host_name" => new() { ["kubeconfig"] = kubeconfigs.WithHost("unknown", "https://api.no-such-cluster.invalid:6443"), ["wait_timeout"] = 3 },
            "wrong_ca" => new() { ["kubeconfig"] = kubeconfigs.WithWrongCertificateAuthority() },
            "no_api_there" => new() { ["kubeconfig"] = kubeconfigs.WithHost("page", page.Serve()), ["wait_timeout"] = 3 },
            "expired_certificate" => new() { ["kubeconfig"] = kubeconfigs.WithExpiredCertificate() },
            "invalid_token" => new() { ["kubeconfig"] = kubeconfigs.WithInvalidToken() },
            "no_credentials" => new() { ["kubeconfig"] = kubeconfigs.WithoutCredentials() },
            "no_rights" => new() { ["kubeconfig"] = kubeconfigs.WithoutRights() },
            "missing_ca_file" => new() { ["ca_cert"] = "/etc/not/there.crt" },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }
}
