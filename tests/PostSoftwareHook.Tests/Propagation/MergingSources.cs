using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class MergingSources
{
    private static readonly Settings Two = new() { Sources = [new("openshift-config", "pull-secret"), new("openshift-config", "extra")] };

    [Fact]
    public void One_source_is_carried_over_as_it_is()
    {
        var desired = DesiredSecret.From([Make.Source()], new());

        Assert.True(desired.Credentials!.IsSameAs(Make.Wanted));
        Assert.Equal("openshift-config/pull-secret", desired.Origin);
        Assert.Null(desired.Problem);
        Assert.Empty(desired.Notices);
    }

    [Fact]
    public void Several_sources_are_one()
    {
        var desired = DesiredSecret.From([Make.Source(), Make.Source(Make.Credentials("mirror.example.com"), "extra")], Two);

        Assert.Equal(["mirror.example.com", "quay.io", "registry.redhat.io"], desired.Credentials!.Keys);
        Assert.Equal("openshift-config/pull-secret,openshift-config/extra", desired.Origin);
        Assert.Empty(desired.Notices);
    }

    [Fact]
    public void The_first_that_names_a_registry_wins_with_a_warning()
    {
        var desired = DesiredSecret.From(
            [Make.Source(Make.Credentials(("quay.io", "one"))), Make.Source(Make.Credentials(("quay.io", "two")), "extra")], Two);

        Assert.Equal("one", desired.Credentials!.Find("quay.io")!.Password);
        var warning = Assert.Single(desired.Notices);
        Assert.Equal("The sources hold different credentials for quay.io: those of openshift-config/pull-secret are used, those of openshift-config/extra are not.", warning.Text);
    }

    [Fact]
    public void The_same_credential_twice_is_no_contradiction() =>
        Assert.Empty(DesiredSecret.From([Make.Source(), Make.Source(Make.Wanted, "extra")], Two).Notices);

    [Fact]
    public void A_missing_source_spoils_the_whole()
    {
        var desired = DesiredSecret.From([Make.Source()], Two);

        Assert.Null(desired.Credentials);
        Assert.Equal($"The source secret openshift-config/extra does not exist. Create it, or name another one in {OptionReference.To("sources")}.", desired.Problem);
    }

    [Fact]
    public void A_source_of_another_type_spoils_the_whole()
    {
        var desired = DesiredSecret.From([Make.Source() with { Type = "Opaque" }], new());

        Assert.Null(desired.Credentials);
        Assert.Equal($"The source secret openshift-config/pull-secret has type Opaque, not kubernetes.io/dockerconfigjson. Name a secret of that type in {OptionReference.To("sources")}.", desired.Problem);
    }

    [Fact]
    public void A_malformed_source_spoils_the_whole_even_as_the_second()
    {
        var desired = DesiredSecret.From(
            [Make.Source(), Make.Source(name: "extra") with { Credentials = null, Problem = "has an entry \"quay.io\" whose auth is not base64" }], Two);

        Assert.Null(desired.Credentials);
        Assert.Equal(
            $"The source secret openshift-config/extra has an entry \"quay.io\" whose auth is not base64. Fix the secret, or exclude that registry with {OptionReference.To("exclude_registries")}; nothing was written.",
            desired.Problem);
    }

    [Fact]
    public void A_source_without_registries_is_a_problem()
    {
        var desired = DesiredSecret.From([Make.Source(new RegistryCredentials([]))], new());

        Assert.Null(desired.Credentials);
        Assert.StartsWith($"The source secret openshift-config/pull-secret has no entry that {OptionReference.To("registries")} and {OptionReference.To("exclude_registries")} select", desired.Problem, StringComparison.Ordinal);
    }
}
