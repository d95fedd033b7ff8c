using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>A verdict's texts name what the run found.</summary>
public class ExplainingVerdicts
{
    private static readonly Settings TeamsSource = Make.For(Make.Marketplace) with { Sources = [new("team", "registry-login")] };

    [Fact]
    public void The_evidence_names_a_pod_that_shows_it() => Assert.Contains(
        "oc get pod redhat-operators-x7k2p -n openshift-marketplace", Shown.Text(ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null)), StringComparison.Ordinal);

    [Fact]
    public void The_advice_names_the_source_that_is_configured_and_the_registry_that_it_lacks()
    {
        var cluster = Make.Cluster(Runs.StuckNamespace) with { Sources = [Make.Source(Make.Credentials("quay.io")) with { Id = TeamsSource.Sources[0] }] };

        var text = Shown.Text(Runs.Result(Make.Round(cluster, TeamsSource)));

        Assert.Contains("oc extract secret/registry-login -n team ", text, StringComparison.Ordinal);
        Assert.Contains("oc registry login --registry=registry.redhat.io ", text, StringComparison.Ordinal);
        Assert.Contains("oc set data secret/registry-login -n team ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("openshift-config", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_on_a_source_that_is_missing_names_that_one()
    {
        var text = Shown.Text(Shown.Result(ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Make.Cluster(Runs.StuckNamespace) with { Sources = [] }, TeamsSource), "The source secret team/registry-login does not exist."), HookVerb.Diagnose));

        Assert.Contains("oc get secret registry-login -n team ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("openshift-config", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_on_pods_of_which_nothing_is_known_names_one_to_delete()
    {
        var pods = new[] { Make.StuckPod("bare", message: "") with { Owner = null }, Make.StuckPod("p", message: ""), Make.StuckPod("q", message: "") };
        var text = Shown.Text(Runs.Result(Make.Round(Make.Namespace() with { Pods = pods })));

        Assert.Contains("oc describe pod p -n openshift-marketplace", text, StringComparison.Ordinal);
        Assert.Contains("oc delete pod p -n openshift-marketplace", text, StringComparison.Ordinal);
        Assert.DoesNotContain("oc delete pod q ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("oc delete pod bare ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_on_an_unreadable_secret_names_that_one()
    {
        var pod = Make.StuckPod("p", message: "illegal base64 data at input byte 0", links: ["team-login"]);
        var text = Shown.Text(Runs.Result(Make.Round(Make.Namespace() with { Pods = [pod] })));

        Assert.Contains("oc get secret team-login -n openshift-marketplace ", text, StringComparison.Ordinal);
        Assert.Contains("The kubelet says: illegal base64 data at input byte 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manual_page_and_the_readme_name_every_exit_code()
    {
        var page = File.ReadAllText(Repository.PathTo("docs/man/post-software-hook.1"));
        var readme = File.ReadAllText(Repository.PathTo("README.md")).Split("| Exit code | Meaning |")[1].Split("## Options")[0];

        Assert.All(
            typeof(ExitCode).GetFields().Select(field => field.GetRawConstantValue()),
            code =>
            {
                Assert.Contains($"\n.TP\n.B {code}\n", page, StringComparison.Ordinal);
                Assert.Matches($@"\b{code}\b", readme);
            });
    }
}
