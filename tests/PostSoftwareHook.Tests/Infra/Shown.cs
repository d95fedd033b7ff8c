using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>Results as a person is shown them.</summary>
internal static class Shown
{
    public static ClusterResult Result(RunResult run, HookVerb? verb = null, string name = "student1", bool isStopped = false) =>
        new(new ChosenCluster(name, $"/kubeconfigs/{name}"), verb ?? HookVerb.Heal, run, IsStopped: isStopped);

    public static CommandOptions Choices(HookVerb verb, params IReadOnlyList<string> typed) =>
        new(verb, new([], [], [], [], null), [], DryRun: false, Yes: true, null, "table", default, NoColor: true, [verb.Name, .. typed]);

    public static Page Page(IReadOnlyList<ClusterResult> results, PagePart part = PagePart.Whole, params IReadOnlyList<string> typed) =>
        Pages.Of(results, Choices(results[0].Verb, typed), part, text => text);

    public static string Text(ClusterResult result, PagePart part = PagePart.Whole) => Page([result], part, "--kubeconfig", "/kubeconfigs/student1").ToText();

    public static string Text(RunResult run) => Text(Result(run));
}
