using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>
/// One playbook with many tasks, run once with each ansible-core, each time on the incident begun anew. Tests look at one task
/// each: a run of Ansible takes seconds.
/// </summary>
public abstract class PlaybookFixture : IAsyncLifetime
{
    private readonly Dictionary<AnsibleCore, (ControlNode Node, AnsibleRun Run, IReadOnlyList<AuditEntry> Writes)> _played = [];

    internal string Host { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var incident = await IncidentPool.TakeAsync();
        try
        {
            Host = incident.ControlPlane.Host;
            foreach (var core in Enum.GetValues<AnsibleCore>())
            {
                await incident.ResetAsync(new());
                var node = await NodeAsync(core, incident.Planted);
                var playbook = node.Write("play.yml", await PlaybookAsync(node, incident));
                var mark = await incident.ControlPlane.Audit.MarkAsync();
                var run = await node.PlaybookResultsAsync([playbook, .. Arguments]);
                _played[core] = (node, run, await incident.ControlPlane.Audit.WritesSinceAsync(mark));
            }
        }
        finally
        {
            await IncidentPool.ReturnAsync(incident);
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        foreach (var (node, _, _) in _played.Values)
        {
            node.Dispose();
        }

        return Task.CompletedTask;
    }

    internal AnsibleRun Run(AnsibleCore core) => _played[core].Run;

    internal string Home(AnsibleCore core) => _played[core].Node.Home;

    internal IReadOnlyList<AuditEntry> Writes(AnsibleCore core) => _played[core].Writes;

    /// <summary>The module's result in the task of that name.</summary>
    internal HookResult Result(AnsibleCore core, string task) => new(JsonNode.Parse(Run(core).Task(task).ToJsonString())!.AsObject());

    /// <summary>Arguments of ansible-playbook beside the playbook.</summary>
    private protected virtual IReadOnlyList<string> Arguments => [];

    /// <summary>Where it is run from.</summary>
    private protected virtual Task<ControlNode> NodeAsync(AnsibleCore core, Planted planted) => Task.FromResult(ControlNode.InCheckout(core, planted));

    /// <summary>The playbook's text; what it needs beside it is written too.</summary>
    private protected abstract Task<string> PlaybookAsync(ControlNode node, SnoIncident incident);

    /// <summary>The token of a serviceaccount that may do everything.</summary>
    private protected static async Task<string> AdminTokenAsync(SnoIncident incident)
    {
        const string Name = "somebody-with-a-token";
        var client = incident.ControlPlane.Client;
        await client.CoreV1.CreateNamespacedServiceAccountAsync(new() { Metadata = new() { Name = Name } }, "default");
        await client.RbacAuthorizationV1.CreateClusterRoleBindingAsync(new()
        {
            Metadata = new() { Name = Name },
            RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "cluster-admin" },
            Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = Name, NamespaceProperty = "default" }],
        });
        var request = new Authenticationv1TokenRequest { Spec = new() { Audiences = [], ExpirationSeconds = 3600 } };
        var token = (await client.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, Name, "default")).Status.Token;
        incident.Planted.AddToken("an administrator's token", token);
        return token;
    }
}
