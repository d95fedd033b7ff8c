using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Namespaces;

/// <summary>A namespace that is being deleted takes nothing new.</summary>
public class NamespacesThatAreBeingDeleted(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task One_is_pending_and_nothing_in_it_is_read_or_written()
    {
        await Incident.TerminateNamespaceAsync(Agent);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("pending", result.Status(Agent));
        Assert.Equal("the namespace is being deleted", (string?)result.Target(Agent)["reason"]);
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.DoesNotContain(await ControlPlane.Audit.SinceAsync(mark), entry => entry.Namespace == Agent);
    }

    [Fact]
    public async Task One_whose_deletion_begins_after_it_was_read_is_pending_too()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("POST", $"/{Agent}/secrets", () => Incident.TerminateNamespaceAsync(Agent));

        var result = await Hook.RunAsync(new JsonObject { ["kubeconfig"] = proxy.Kubeconfig });

        Assert.False(result.Failed, result.Message);
        Assert.Equal("pending", result.Status(Agent));
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.DoesNotContain(Names.PullSecret, await LinksOfAsync(Agent, Names.Klusterlet));
        Assert.DoesNotContain(result.Pods(Agent).SelectMany(pods => pods), action => action == "restarted");
    }
}
