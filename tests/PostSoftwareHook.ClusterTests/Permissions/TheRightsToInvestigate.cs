using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Permissions;

/// <summary>The optional rights of ansible/rbac: without one of them a run does its work, and says what it does not know.</summary>
public partial class TheRightsToInvestigate(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>The file with these rights.</summary>
    public const string File = "investigate.yml";

    private const string Mirror = "bastion.example.com:5000";

    public static TheoryData<string, string, string> Granted
    {
        get
        {
            var rights = new TheoryData<string, string, string>();
            foreach (var right in Rights.Of(File))
            {
                rights.Add(right.Role, right.Resource, right.Verb);
            }

            return rights;
        }
    }

    [Theory, MemberData(nameof(Granted))]
    public async Task Without_one_of_them_the_result_says_what_is_not_known_and_the_rule(string role, string resource, string verb)
    {
        var right = Rights.Of(File).Single(each => (each.Role, each.Resource, each.Verb) == (role, resource, verb));
        await NeedAsync(right);
        await Workloads.CreateNamespaceAsync("open-cluster-management-agent-addon");

        var result = await Hook.RunAsync(
            new JsonObject { ["kubeconfig"] = await Rights.GrantAsync(ControlPlane, ["cluster.yml", "klusterlet.yml", File], right), ["targets"] = new JsonArray(Marketplace, Agent) }, checkMode: true);

        Assert.Equal([right.Rule], result.MissingRules());
        Assert.Contains(result.Warnings, warning => warning.StartsWith(Loss(right), StringComparison.Ordinal));
        Assert.True(result.Changed, "the plan is there all the same");
    }

    /// <summary>Brings the cluster into a state in which the right is needed.</summary>
    private async Task NeedAsync(Right right)
    {
        switch (right.Resource)
        {
            case "events":
                await Incident.ResetAsync(new() { RefusedOutsideTargets = true });
                break;
            case "secrets":
                await Incident.ResetAsync(new() { Import = new() { TemplatesNamePullSecret = true, PullSecret = ImportedPullSecret.LacksHost } });
                break;
            case "replicasets":
                await Incident.ResetAsync(new() { TeamPullSecret = TeamPullSecret.LacksHost });
                break;
            case "statefulsets" or "daemonsets" or "replicationcontrollers" or "jobs":
                await CreateStuckPodOfAsync(right.Resource);
                break;
            case "imagedigestmirrorsets" or "imagetagmirrorsets" or "imagecontentsourcepolicies":
                await Incident.AddMirrorsAsync(MirrorKind.TagMirrorSet, Names.RedHatRegistry, [Mirror]);
                Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ConnectionRefused(Names.RedHatRegistry));
                foreach (var pod in await Incident.PodsOfAsync("redhat-marketplace"))
                {
                    await Incident.DeletePodAsync(pod);
                }

                await Incident.WaitUntilSettledAsync();
                break;
        }
    }

    /// <summary>A pod whose owner is of that kind and names a team's secret.</summary>
    private async Task CreateStuckPodOfAsync(string resource)
    {
        const string Name = "team";
        var labels = new Dictionary<string, string> { ["app"] = Name };
        var spec = Workloads.PodSpec("default", Names.TeamPullSecret);
        spec.RestartPolicy = resource == "jobs" ? "Never" : null;
        var template = new V1PodTemplateSpec { Metadata = new() { Labels = labels }, Spec = spec };
        var metadata = new V1ObjectMeta { Name = Name };
        var selector = new V1LabelSelector { MatchLabels = labels };
        var (kind, version, uid) = resource switch
        {
            "statefulsets" => ("StatefulSet", "apps/v1", (await Client.AppsV1.CreateNamespacedStatefulSetAsync(new() { Metadata = metadata, Spec = new() { ServiceName = Name, Selector = selector, Template = template } }, Marketplace)).Uid()),
            "daemonsets" => ("DaemonSet", "apps/v1", (await Client.AppsV1.CreateNamespacedDaemonSetAsync(new() { Metadata = metadata, Spec = new() { Selector = selector, Template = template } }, Marketplace)).Uid()),
            "jobs" => ("Job", "batch/v1", (await Client.BatchV1.CreateNamespacedJobAsync(new() { Metadata = metadata, Spec = new() { Template = template } }, Marketplace)).Uid()),
            _ => ("ReplicationController", "v1", (await Client.CoreV1.CreateNamespacedReplicationControllerAsync(new() { Metadata = metadata, Spec = new() { Selector = labels, Template = template } }, Marketplace)).Uid()),
        };
        var owner = new V1OwnerReference { ApiVersion = version, Kind = kind, Name = Name, Uid = uid, Controller = true };
        await Client.CoreV1.CreateNamespacedPodAsync(new() { Metadata = new() { Name = Name, Labels = labels, OwnerReferences = [owner] }, Spec = spec }, Marketplace);
        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains(Name), "the pod is stuck");
    }

    /// <summary>What the manifest says of the rule: the sentence that appears without it.</summary>
    private static string Loss(Right right)
    {
        var rules = RuleWithComment().Matches(System.IO.File.ReadAllText(Repository.PathTo($"ansible/rbac/{File}")));
        return rules.Single(rule => rule.Groups["group"].Value.Trim('"') == right.Group && rule.Groups["resources"].Value.Split(", ").Contains(right.Resource)).Groups["loss"].Value;
    }

    [GeneratedRegex(@"# Without it: (?<loss>[^\n]+)\n  - apiGroups: \[(?<group>[^\]]*)\]\n    resources: \[(?<resources>[^\]]*)\]")]
    private static partial Regex RuleWithComment();
}
