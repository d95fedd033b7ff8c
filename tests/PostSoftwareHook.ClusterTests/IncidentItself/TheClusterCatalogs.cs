using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>catalogd uses the global pull secret, whatever the node has, and tells what the registry said.</summary>
public sealed class TheClusterCatalogs(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Catalog = "openshift-redhat-operators";

    protected override IncidentOptions Options => new() { HasCatalogd = true, ControlPlaneTopology = "External" };

    [Fact]
    public async Task They_prove_that_the_source_is_accepted()
    {
        Assert.Contains(Names.PollingCatalog, await StuckAsync());
        Assert.Equal(("True", "Succeeded"), (await TextAsync("Progressing", "status"), await TextAsync("Progressing", "reason")));
        Assert.Equal(("True", "Available"), (await TextAsync("Serving", "status"), await TextAsync("Serving", "reason")));
    }

    [Fact]
    public async Task They_tell_of_a_refusal_and_serve_what_they_have()
    {
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        await Eventually.IsTrueAsync(async () => await TextAsync("Progressing", "reason") == "Retrying", "catalogd tries again");
        Assert.StartsWith(
            "source catalog content: error creating image source: unable to retrieve auth token: invalid username/password: unauthorized: Please login",
            await TextAsync("Progressing", "message"),
            StringComparison.Ordinal);
        Assert.Equal("True", await TextAsync("Progressing", "status"));
        Assert.Equal("Available", await TextAsync("Serving", "reason"));
    }

    [Fact]
    public async Task Only_OLM_v1_has_them()
    {
        await Incident.ResetAsync(new());
        Assert.Empty((await new CustomResources(Client, CustomKind.ClusterCatalog).ListAsync()).Items);
    }

    [Fact]
    public async Task The_topology_is_what_the_options_say()
    {
        var infrastructure = await new CustomResources(Client, CustomKind.Infrastructure).ReadAsync(null, "cluster");
        Assert.Equal("External", infrastructure.Status!["controlPlaneTopology"]!.GetValue<string>());
    }

    private async Task<string?> TextAsync(string condition, string field)
    {
        var catalog = await new CustomResources(Client, CustomKind.ClusterCatalog).ReadAsync(null, Catalog);
        return (catalog.Status?["conditions"] as JsonArray)?.FirstOrDefault(each => each!["type"]!.GetValue<string>() == condition)?[field]?.GetValue<string>();
    }
}
