using System.Text.Json.Nodes;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>Whole runs, as the engine would make them, for reports and sentences.</summary>
internal static class Runs
{
    public static readonly CatalogSourceSnapshot Catalog = Make.Catalog("redhat-operators");

    /// <summary>A catalog whose pod is stuck, with a dockercfg entry that must survive.</summary>
    public static readonly NamespaceSnapshot StuckNamespace = Make.Namespace() with
    {
        ServiceAccounts = [Make.Account("redhat-operators", "redhat-operators-dockercfg-x7k2p")],
        CatalogSources = [Catalog],
        Pods =
        [
            Make.StuckPod("bare", "default", "Failed to pull image: dial tcp: lookup registry.redhat.io: no such host", links: "default-dockercfg-a1b2c") with { Owner = null },
            Make.StuckPod("redhat-operators-x7k2p") with { Owner = Make.OwnedBy(Catalog) },
            Make.StuckPod("wrong-tag", "default", Make.NotFound),
        ],
    };

    public static readonly NamespaceSnapshot HealedNamespace = StuckNamespace with
    {
        ServiceAccounts = [Make.Account("redhat-operators", "redhat-operators-dockercfg-x7k2p", Make.SecretName)],
        Secret = Make.Copy(),
        CatalogSources = [Catalog with { State = "READY" }],
        Pods =
        [
            StuckNamespace.Pods[0],
            Make.WellPod("redhat-operators-new") with { Owner = Make.OwnedBy(Catalog) },
            StuckNamespace.Pods[2],
        ],
    };

    /// <summary>The targets of <see cref="StuckNamespace"/> and one that isn't there yet.</summary>
    public static readonly Settings Settings = Make.For(Make.Marketplace, "open-cluster-management-agent");

    /// <summary>To remove the link of <see cref="HealedNamespace"/> too, whose catalog serves.</summary>
    public static readonly Settings Removing = Make.For(Make.Marketplace) with { ReplaceReadyPods = true };

    public static Round Planned => Make.Round(StuckNamespace, Settings);

    public static Round Healed => Make.Round(HealedNamespace, Settings);

    /// <summary>The round with each change done as planned, but for those that <paramref name="fate"/> says something else of.</summary>
    public static Round Apply(Round round, Func<Change, AppliedChange?>? fate = null) => round with
    {
        Applied =
        [
            .. round.Plan.Changes.Select(change => fate is not null ? fate(change) : Done(change)).OfType<AppliedChange>(),
        ],
    };

    public static AppliedChange Done(Change change) => new(change, change switch
    {
        WriteSecret write => write.Action,
        RewriteLinks links => links.Action,
        DeleteSecret => ItemAction.Deleted,
        _ => ItemAction.Restarted,
    });

    public static RunResult Result(params IReadOnlyList<Round> rounds) => Result(Purpose.Heal, rounds);

    public static RunResult Result(Purpose purpose, params IReadOnlyList<Round> rounds) => ResultBuilder.OfRun(purpose, rounds, Recovery.Judge(rounds, rounds[^1]), null);

    /// <summary>The JSON of a result in which nothing is secret.</summary>
    public static string Json(RunResult result, JsonObject? invocation = null, DiffReport? diff = null, bool isIndented = false) =>
        ReportJson.Write(ReportJson.Of(result, text => text, invocation, diff), isIndented);
}
