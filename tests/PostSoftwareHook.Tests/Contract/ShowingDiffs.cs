using CsCheck;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Contract;

public class ShowingDiffs
{
    private static readonly Fingerprint Fixed = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void A_first_heal_is_shown() => Match(Runs.Planned.Plan, "Diff.FirstHeal");

    [Fact]
    public void A_rotation_shows_which_credentials_changed() =>
        Match(
            Make.Round(Make.Namespace() with
            {
                Secret = Make.Copy(credentials: Make.Credentials(("quay.io", "password-of-quay.io"), ("registry.redhat.io", "old"), ("gone.example.com", "old"))),
                ServiceAccounts = [Make.Account("redhat-operators", Make.SecretName)],
            }).Plan,
            "Diff.Rotation");

    [Fact]
    public void Secrets_of_others_are_shown_for_what_they_are()
    {
        NamespaceSnapshot With(string name, PullSecret secret) => Make.Namespace(name) with { IsAllowed = true, Secret = secret, ServiceAccounts = [Make.Account("klusterlet", Make.SecretName)] };

        var plan = Make.Round(
            Make.Cluster(
                With("adopted", Make.Foreign("adopted")),
                With("opaque", Make.Foreign("opaque") with { Type = "Opaque", Credentials = null, Problem = "has no .dockerconfigjson" }),
                With("elsewhere", Make.Copy("elsewhere") with { Origin = "elsewhere/pull-secret" }),
                With("other", Make.Foreign("other", Make.Credentials("old.example.com"))),
                With("unreadable", Make.Foreign("unreadable") with { Credentials = null, Problem = "is not JSON" })),
            new() { Targets = [new(new("*"), [new("klusterlet")])], Force = true }).Plan;

        Match(plan, "Diff.SecretsOfOthers");
    }

    [Fact]
    public void A_job_that_unpacks_a_bundle_is_shown_with_its_pod()
    {
        var diff = DiffText.Of(
            Make.Round(Make.Namespace() with
            {
                ServiceAccounts = [Make.Account("default")],
                Pods = [Make.StuckPod("p", "default") with { Owner = new("Job", "unpack", "uid"), UnpackRef = "bundle" }],
            }).Plan,
            Fixed);

        Assert.Contains("  job unpack, pod p: ImagePullBackOff\n", diff.Before, StringComparison.Ordinal);
        Assert.Contains("  job unpack: deleted with its pod, OLM makes a new one\n", diff.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_away_is_shown() => Match(RemovalPlanner.Plan(Make.Cluster(Runs.HealedNamespace), Runs.Removing), "Diff.Removal");

    [Fact]
    public void A_plan_without_changes_has_two_empty_texts() => Assert.Equal(new("", ""), DiffText.Of(Runs.Healed.Plan, Fixed));

    [Fact]
    public void No_diff_holds_a_credential() =>
        RandomClusters.Any.Sample((cluster, settings) =>
        {
            var diff = DiffText.Of(Make.Round(cluster, settings).Plan, Fixed);
            return !(diff.Before + diff.After).Contains("password-of", StringComparison.Ordinal);
        }, iter: 2_000);

    [Fact]
    public void Texts_differ_exactly_where_something_changes() =>
        RandomClusters.Any.Sample((cluster, settings) =>
        {
            var plan = Make.Round(cluster, settings).Plan;
            var diff = DiffText.Of(plan, Fixed);
            return (diff.Before != diff.After) == plan.Changes.Any();
        }, iter: 2_000);

    [Fact]
    public void Equal_credentials_have_equal_fingerprints_and_others_have_others()
    {
        Assert.Equal(Fixed.Of(new("bob", "s3cret")), Fixed.Of(new("bob", "s3cret")));
        Assert.NotEqual(Fixed.Of(new("bob", "s3cret")), Fixed.Of(new("bob", "other")));
        Assert.NotEqual(Fixed.Of(new("bob", "s3cret")), Fixed.Of(new("eve", "s3cret")));
        Assert.NotEqual(Fixed.Of(new("bobs", "3cret")), Fixed.Of(new("bob", "s3cret")));
        Assert.Matches("^[0-9a-f]{8}$", Fixed.Of(new("bob", "s3cret")));
    }

    [Fact]
    public void A_fingerprint_means_nothing_outside_its_run() =>
        Assert.NotEqual(Fingerprint.WithRandomKey().Of(new("bob", "s3cret")), Fingerprint.WithRandomKey().Of(new("bob", "s3cret")));

    private static void Match(Plan plan, string name)
    {
        var diff = DiffText.Of(plan, Fixed);
        Snapshots.Match($"--- before\n{diff.Before}+++ after\n{diff.After}", name);
    }
}
