using System.Text.Json.Nodes;
using PostSoftwareHook.Options;
using PostSoftwareHook.Tests.Infra;
using static PostSoftwareHook.Tests.Options.Reading;

namespace PostSoftwareHook.Tests.Options;

/// <summary>Aliases, names that do not exist, and variables of the environment.</summary>
public class NamingOptions
{
    [Fact]
    public void An_alias_stands_for_its_option()
    {
        Assert.False((bool)Read(new() { ["verify_ssl"] = "no" })["validate_certs"]!);
        Assert.Equal("/ca.pem", (string)Read(new() { ["ssl_ca_cert"] = "/ca.pem" })["ca_cert"]!);
        Assert.Equal("/c.pem", (string)Read(new() { ["cert_file"] = "/c.pem" })["client_cert"]!);
        Assert.Equal("/k.pem", (string)Read(new() { ["key_file"] = "/k.pem" })["client_key"]!);
    }

    [Fact]
    public void An_option_and_its_alias_may_say_the_same_but_not_two_things()
    {
        Assert.True((bool)Read(new() { ["verify_ssl"] = true, ["validate_certs"] = true })["validate_certs"]!);
        var e = Assert.Throws<HookException>(() => Read(new() { ["verify_ssl"] = true, ["validate_certs"] = false }));
        Assert.Equal("The options validate_certs and verify_ssl are names of the same option, but have different values.", InTask.Message(e));
    }

    [Fact]
    public void Null_is_as_if_not_given()
    {
        var values = Read(new() { ["secret_name"] = null, ["context"] = null, ["validate_certs"] = true, ["verify_ssl"] = null });

        Assert.Equal("pull-secret", (string)values["secret_name"]!);
        Assert.False(values.ContainsKey("context"));
        Assert.True((bool)values["validate_certs"]!);
    }

    [Theory]
    [InlineData("kubeconfg", "There is no option \"kubeconfg\". Did you mean kubeconfig?")]
    [InlineData("Host", "There is no option \"Host\". Did you mean host?")]
    [InlineData("verify_tls", "There is no option \"verify_tls\". Did you mean verify_ssl?")]
    [InlineData("secretname", "There is no option \"secretname\". Did you mean secret_name?")]
    [InlineData("wait_time", "There is no option \"wait_time\". Did you mean wait_timeout?")]
    [InlineData("evil\u001b[31m", "There is no option \"evil [31m\". Options are: kubeconfig, context, ")]
    [InlineData("something_else_entirely", "There is no option \"something_else_entirely\". Options are: kubeconfig, context, ")]
    public void An_unknown_option_is_refused_with_the_nearest_right_one(string name, string message) =>
        Assert.StartsWith(message, InTask.Message(Assert.Throws<HookException>(() => Read(new() { [name] = "planted-s3cret" }))), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_option_that_holds_nothing_is_refused_too() => Assert.Throws<HookException>(() => Read(new() { ["kubeconfg"] = null }));

    [Fact]
    public void Whatever_Ansible_adds_for_itself_is_accepted() =>
        Assert.Equal(Read([]).ToJsonString(), Read(new() { ["_ansible_check_mode"] = true, ["_ansible_something_of_tomorrow"] = new JsonObject() }).ToJsonString());

    [Fact]
    public void The_environment_stands_in_for_what_is_not_given()
    {
        var values = Read([], ("K8S_AUTH_HOST", "https://api.example.com"), ("K8S_AUTH_VERIFY_SSL", "no"), ("K8S_AUTH_IMPERSONATE_GROUPS", "a,b"), ("K8S_AUTH_API_KEY", ""));

        Assert.Equal("https://api.example.com", (string)values["host"]!);
        Assert.False((bool)values["validate_certs"]!);
        Assert.Equal("[\"a\",\"b\"]", values["impersonate_groups"]!.ToJsonString());
        Assert.False(values.ContainsKey("api_key"));
    }

    [Fact]
    public void What_is_given_wins_over_the_environment_even_under_an_alias() =>
        Assert.True((bool)Read(new() { ["verify_ssl"] = true }, ("K8S_AUTH_VALIDATE_CERTS", "no"))["validate_certs"]!);

    [Fact]
    public void Of_two_variables_that_of_the_main_name_wins() =>
        Assert.Equal("/a", (string)Read([], ("K8S_AUTH_CA_CERT", "/a"), ("K8S_AUTH_SSL_CA_CERT", "/b"))["ca_cert"]!);

    [Fact]
    public void A_variable_that_does_not_fit_is_named_as_such() =>
        Assert.Equal(
            "The option validate_certs (from the environment) must be yes or no, not \"maybe\".",
            InTask.Message(Assert.Throws<HookException>(() => Read([], ("K8S_AUTH_VERIFY_SSL", "maybe")))));

    [Fact]
    public void Only_options_of_the_connection_have_variables() => Assert.All(OptionTable.Behaviour, spec => Assert.Empty(spec.Environment));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("host", "host", 0)]
    [InlineData("hots", "host", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    public void Words_are_as_far_apart_as_the_letters_to_change(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(a, b));
        Assert.Equal(distance, EditDistance.Between(b, a));
    }
}
