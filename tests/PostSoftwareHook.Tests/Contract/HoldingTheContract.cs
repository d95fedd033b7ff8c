using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Contract;

/// <summary>The module's result as its users' playbooks read it, and the same results as a person reads them.</summary>
public class HoldingTheContract
{
    public static TheoryData<string> Names => [.. Results.Keys];

    private static Dictionary<string, Func<RunResult>> Results { get; } = new()
    {
        ["Healing"] = () => Complete(Runs.Result(Runs.Apply(Runs.Planned), Runs.Healed)) with
        {
            ManagedCluster = new("cluster-x7k2p", true, true, false, "registration agent stopped updating its lease"),
        },
        ["CheckMode"] = () => Complete(ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null)),
        ["Healthy"] = () => Complete(Runs.Result(Make.Round(Runs.HealedNamespace with { Pods = [Runs.HealedNamespace.Pods[1]] }))),
        ["FailedWrite"] = () => Complete(Runs.Result(Runs.Apply(Runs.Planned, change => change is WriteSecret ? new(change, ItemAction.Failed, "system:serviceaccount:a:b may not create secrets in namespace openshift-marketplace (403 Forbidden).") : null))),
        ["Conflict"] = () => Complete(Runs.Result(Make.Round(Runs.StuckNamespace with { Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) }))),
        ["SourceInvalid"] = () => Complete(ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Make.Cluster(Runs.StuckNamespace) with { Sources = [] }), $"The source secret openshift-config/pull-secret does not exist. Create it, or name another one in {OptionReference.To("sources")}.")),
        ["BadInput"] = () => RunResult.Broken(Purpose.Heal, $"There is no option \"kubeconfg\". Did you mean {OptionReference.To("kubeconfig")}?"),
        ["Removal"] = () =>
        {
            var cluster = Make.Cluster(Runs.HealedNamespace with { Pods = [] });
            return Complete(Runs.Result(Purpose.Remove, Runs.Apply(new(cluster, null, RemovalPlanner.Plan(cluster, Make.For(Make.Marketplace)), []))));
        },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_result_is_as_it_was(string name) => Snapshots.Match(Json(name, isIndented: true), $"Result.{name}");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_is_as_it_was(string name) => Snapshots.Match(Shown.Text(Shown.Result(Results[name](), name == "Removal" ? HookVerb.Remove : HookVerb.Heal)), $"Text.{name}");

    [Fact]
    public void The_result_is_one_line_unless_a_person_reads_it()
    {
        var text = Json("Healing");

        Assert.DoesNotContain('\n', text);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(Json("Healing", isIndented: true))));
    }

    [Fact]
    public void Quotes_and_letters_of_other_alphabets_are_readable_in_the_result() =>
        Assert.Contains("it's \\\"Größe\\\" <&>", Runs.Json(RunResult.Broken(Purpose.Heal, "it's \"Größe\" <&>")), StringComparison.Ordinal);

    [Fact]
    public void Actions_statuses_and_verdicts_are_closed_sets()
    {
        static string Set<T>()
            where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString())));

        Snapshots.Match($"actions:  {Set<ItemAction>()}\nstatuses: {Set<TargetStatus>()}\nverdicts: {Set<Verdict>()}\n", "Result.ClosedSets");
    }

    /// <summary>Adds the figures that a run adds, with values that stay the same.</summary>
    private static RunResult Complete(RunResult result) => result with { Requests = 17, Duration = 1.25 };

    /// <summary>The whole result, as the module prints it. The invocation, which is the same in all, is in one of them.</summary>
    private static string Json(string name, bool isIndented = false) => Runs.Json(
        Results[name](),
        name == "Healing" ? Invocation.Of(OptionReader.Read(new() { ["kubeconfig"] = "/home/user/kubeconfig", ["api_key"] = "planted-s3cret" }, OptionTable.All, _ => null), OptionTable.All) : null,
        name == "CheckMode" ? DiffText.Of(Runs.Planned.Plan, new([.. Enumerable.Range(0, 32).Select(i => (byte)i)])) : null,
        isIndented);
}
