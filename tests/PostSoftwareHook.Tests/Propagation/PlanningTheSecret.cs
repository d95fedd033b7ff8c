using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class PlanningTheSecret
{
    private static readonly RegistryCredentials Other = Make.Credentials(("quay.io", "other"));
    private static readonly RegistryCredentials More = Make.Credentials("quay.io", "registry.redhat.io", "extra.example.com", "mirror.example.com");

    [Fact]
    public void A_secret_that_is_not_there_is_created()
    {
        var (step, warning) = Plan(null);

        Assert.Equal(ItemAction.Created, step.Action);
        Assert.Null(step.Reason);
        Assert.Null(warning);
        var write = Assert.IsType<WriteSecret>(step.Change);
        Assert.Equal(("openshift-marketplace", "pull-secret", ItemAction.Created), (write.Namespace, write.Name, write.Action));
        Assert.True(write.Content.IsSameAs(Make.Wanted));
        Assert.Equal(Make.Origin, write.Origin);
        Assert.Null(write.Existing);
    }

    [Fact]
    public void An_equal_copy_of_ours_stays()
    {
        var (step, warning) = Plan(Make.Copy());

        Assert.Equal((ItemAction.Unchanged, null, null), (step.Action, step.Change, warning));
    }

    [Fact]
    public void An_equal_copy_stays_whatever_else_is_true_of_it() =>
        Assert.Null(Plan(Make.Copy() with { IsImmutable = true }, force: true).Step.Change);

    [Fact]
    public void An_equal_copy_from_another_origin_is_marked_anew() => AssertWrites(ItemAction.Adopted, Make.Copy() with { Origin = "elsewhere/pull-secret" });

    [Fact]
    public void An_equal_secret_that_is_not_ours_is_adopted() => AssertWrites(ItemAction.Adopted, Make.Foreign());

    [Fact]
    public void An_equal_immutable_secret_is_adopted_since_its_marks_can_be_changed() => AssertWrites(ItemAction.Adopted, Make.Foreign() with { IsImmutable = true });

    [Fact]
    public void A_copy_of_ours_that_differs_is_updated()
    {
        var step = AssertWrites(ItemAction.Updated, Make.Copy(credentials: Other));

        Assert.Equal("it differs from the source", step.Reason);
    }

    [Fact]
    public void A_copy_of_ours_with_more_registries_is_updated_since_ours_are_exact() => AssertWrites(ItemAction.Updated, Make.Copy(credentials: More));

    [Fact]
    public void A_copy_of_ours_that_can_not_be_read_is_updated() => AssertWrites(ItemAction.Updated, Make.Copy() with { Credentials = null, Problem = "is not JSON" });

    [Fact]
    public void A_copy_with_more_registries_is_left_alone_with_a_warning()
    {
        var (step, warning) = Plan(Make.Foreign(credentials: More));

        Assert.Equal((ItemAction.Unchanged, null), (step.Action, step.Change));
        Assert.Equal("it isn't ours, and has every entry of the source and more", step.Reason);
        Assert.Equal(
            "The secret openshift-marketplace/pull-secret isn't ours and is left unchanged: it has every entry of the source, and also extra.example.com, mirror.example.com.",
            warning!.Text);
    }

    [Fact]
    public void Force_makes_a_copy_with_more_registries_exact() => AssertWrites(ItemAction.Updated, Make.Foreign(credentials: More), force: true);

    [Fact]
    public void Other_content_that_is_not_ours_is_a_conflict() =>
        AssertConflict("The secret openshift-marketplace/pull-secret isn't ours, and differs from the source.", Make.Foreign(credentials: Other));

    [Fact]
    public void Unreadable_content_that_is_not_ours_is_a_conflict_that_says_why() =>
        AssertConflict(
            "The secret openshift-marketplace/pull-secret isn't ours, and is not JSON (line 1, byte 0).",
            Make.Foreign() with { Credentials = null, Problem = "is not JSON (line 1, byte 0)" });

    [Fact]
    public void Another_type_is_a_conflict() =>
        AssertConflict(
            "The secret openshift-marketplace/pull-secret has type Opaque, not kubernetes.io/dockerconfigjson.",
            Make.Foreign() with { Type = "Opaque" });

    [Fact]
    public void Another_type_is_a_conflict_even_if_it_bears_our_label() =>
        AssertConflict(
            "The secret openshift-marketplace/pull-secret has type Opaque, not kubernetes.io/dockerconfigjson.",
            Make.Copy() with { Type = "Opaque" });

    [Fact]
    public void An_immutable_copy_of_ours_that_differs_is_a_conflict() =>
        AssertConflict("The secret openshift-marketplace/pull-secret is immutable and differs from the source.", Make.Copy(credentials: Other) with { IsImmutable = true });

    [Fact]
    public void Force_replaces_other_content_in_place()
    {
        var step = AssertWrites(ItemAction.Updated, Make.Foreign(credentials: Other), force: true);

        Assert.Equal($"it isn't ours; {OptionReference.To("force")} is set", step.Reason);
    }

    [Fact]
    public void Force_recreates_another_type() => AssertWrites(ItemAction.Recreated, Make.Foreign() with { Type = "Opaque" }, force: true);

    [Fact]
    public void Force_recreates_an_immutable_secret() => AssertWrites(ItemAction.Recreated, Make.Foreign(credentials: Other) with { IsImmutable = true }, force: true);

    [Fact]
    public void Force_recreates_an_immutable_copy_of_ours() => AssertWrites(ItemAction.Recreated, Make.Copy(credentials: Other) with { IsImmutable = true }, force: true);

    [Fact]
    public void The_names_of_foreign_registries_are_printed_without_control_characters()
    {
        var round = Make.Round(Make.Namespace() with
        {
            ServiceAccounts = [Make.Account("klusterlet", Make.SecretName)],
            Secret = Make.Foreign(credentials: Make.Credentials("quay.io", "registry.redhat.io", "evil\u001b[2Jkey\u202e")),
        });
        var result = ResultBuilder.OfPlan(Purpose.Diagnose, round, null);

        Assert.All([Runs.Json(result), Shown.Text(result)], text => Assert.Contains("and also evil [2Jkey .", text, StringComparison.Ordinal));
    }

    private static PlanStep AssertWrites(ItemAction action, PullSecret existing, bool force = false)
    {
        var (step, warning) = Plan(existing, force);

        Assert.Equal(action, step.Action);
        Assert.Null(warning);
        var write = Assert.IsType<WriteSecret>(step.Change);
        Assert.Equal(action, write.Action);
        Assert.Same(existing, write.Existing);
        Assert.True(write.Content.IsSameAs(Make.Wanted));
        return step;
    }

    private static void AssertConflict(string reason, PullSecret existing)
    {
        var (step, warning) = Plan(existing);

        Assert.Equal((ItemAction.Conflict, null, null), (step.Action, step.Change, warning));
        Assert.Equal($"{reason} Set {OptionReference.To("force")} to replace it, or give the copies another {OptionReference.To("secret_name")}.", step.Reason);
    }

    private static (PlanStep Step, Notice? Notice) Plan(PullSecret? existing, bool force = false) =>
        SecretPlanner.Plan(new(Make.Marketplace, Make.SecretName), existing, Make.Wanted, Make.Origin, force);
}
