using System.Text.Json.Nodes;
using CsCheck;
using PostSoftwareHook.Options;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Options;

public class ReadingOptions
{
    [Fact]
    public void Without_anything_given_each_option_has_its_default()
    {
        var values = Read([]);

        Assert.Equal(OptionTable.All.Where(spec => spec.Default is not null).Select(spec => spec.Name), values.Select(pair => pair.Key));
        Assert.Equal("pull-secret", (string)values["secret_name"]!);
        Assert.Equal(300, (int)values["wait_timeout"]!);
        Assert.True((bool)values["wait"]!);
    }

    [Theory]
    [InlineData("\"yes\"", true)]
    [InlineData("\"Yes\"", true)]
    [InlineData("\" on \"", true)]
    [InlineData("\"1\"", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"TRUE\"", true)]
    [InlineData("\"t\"", true)]
    [InlineData("\"y\"", true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("\"no\"", false)]
    [InlineData("\"off\"", false)]
    [InlineData("\"0\"", false)]
    [InlineData("\"False\"", false)]
    [InlineData("\"f\"", false)]
    [InlineData("\"n\"", false)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("0.0", false)]
    public void Yes_and_no_have_the_spellings_of_Ansible(string json, bool expected) => Assert.Equal(expected, (bool)Read("force", json)!);

    [Theory]
    [InlineData("\"maybe\"", "\"maybe\"")]
    [InlineData("2", "\"2\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("[true]", "a list")]
    [InlineData("{}", "an object")]
    public void Anything_else_is_neither(string json, string shown) => AssertRefused("force", json, $"The option force is yes or no, not {shown}.");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("300", 300)]
    [InlineData("\"300\"", 300)]
    [InlineData("\" 300 \"", 300)]
    [InlineData("300.0", 300)]
    [InlineData("\"300.0\"", 300)]
    [InlineData("86400", 86_400)]
    public void Whole_numbers_may_be_text(string json, int expected) => Assert.Equal(expected, (int)Read("wait_timeout", json)!);

    [Theory]
    [InlineData("\"soon\"", "\"soon\"")]
    [InlineData("1.5", "\"1.5\"")]
    [InlineData("-1", "\"-1\"")]
    [InlineData("86401", "\"86401\"")]
    [InlineData("1e400", "\"1e400\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("true", "\"True\"")]
    [InlineData("[1]", "a list")]
    public void Other_numbers_are_refused(string json, string shown) => AssertRefused("wait_timeout", json, $"The option wait_timeout is a whole number from 0 to 86400, not {shown}.");

    [Fact]
    public void An_empty_text_for_how_to_reach_the_cluster_is_none() => Assert.Null(Read("context", "\"\""));

    [Theory]
    [InlineData("\"admin\"", "admin")]
    [InlineData("\" spaces stay \"", " spaces stay ")]
    [InlineData("4.18", "4.18")]
    [InlineData("1.10", "1.10")]
    [InlineData("true", "True")]
    [InlineData("false", "False")]
    public void Text_may_be_given_as_a_number_or_a_boolean(string json, string expected) => Assert.Equal(expected, (string)Read("context", json)!);

    [Theory]
    [InlineData("[\"a\"]", "a list")]
    [InlineData("{\"a\": 1}", "an object")]
    public void Text_is_neither_a_list_nor_an_object(string json, string shown) => AssertRefused("context", json, $"The option context is text, not {shown}.");

    [Theory]
    [InlineData("[\"a\", \"b\"]", "a b")]
    [InlineData("[1, true]", "1 True")]
    [InlineData("\"a,b\"", "a b")]
    [InlineData("\" a , b ,\"", "a b")]
    [InlineData("\"[\\\"a\\\", \\\"b\\\"]\"", "a b")]
    [InlineData("\"a\"", "a")]
    [InlineData("5", "5")]
    [InlineData("[]", "")]
    [InlineData("\"\"", "")]
    [InlineData("\"[not json\"", "[not json")]
    public void A_list_may_be_text_with_commas_or_JSON(string json, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read("registries", json)!.AsArray().Select(item => (string)item!)));

    [Fact]
    public void A_list_is_no_object() => AssertRefused("registries", "{\"a\": 1}", "The option registries is a list, not an object.");

    [Fact]
    public void An_element_that_does_not_fit_is_named() => AssertRefused("registries", "[\"a\", [\"b\"]]", "The option registries[1] is text, not a list.");

    [Fact]
    public void An_empty_element_is_named() => AssertRefused("registries", "[\"a\", null]", "The option registries[1] is empty.");

    [Theory]
    [InlineData("[{\"namespace\": \"a\", \"service_accounts\": [\"x*\"]}]", "{\"namespace\":\"a\",\"service_accounts\":[\"x*\"]}")]
    [InlineData("[{\"namespace\": \"a\", \"service_accounts\": \"x*,y\"}]", "{\"namespace\":\"a\",\"service_accounts\":[\"x*\",\"y\"]}")]
    [InlineData("[\"a\"]", "{\"namespace\":\"a\",\"service_accounts\":[\"auto\"]}")]
    [InlineData("\"a\"", "{\"namespace\":\"a\",\"service_accounts\":[\"auto\"]}")]
    [InlineData("{\"namespace\": \"a\"}", "{\"namespace\":\"a\",\"service_accounts\":[\"auto\"]}")]
    [InlineData("\"{\\\"namespace\\\": \\\"a\\\", \\\"restart\\\": \\\"never\\\"}\"", "{\"namespace\":\"a\",\"service_accounts\":[\"auto\"],\"restart\":\"never\"}")]
    [InlineData("\"[{\\\"namespace\\\": \\\"a\\\"}]\"", "{\"namespace\":\"a\",\"service_accounts\":[\"auto\"]}")]
    [InlineData("[\"{\\\"namespace\\\": \\\"a\\\"}\"]", "{\"namespace\":\"a\",\"service_accounts\":[\"auto\"]}")]
    public void A_target_may_be_an_object_its_JSON_or_its_namespace_alone(string json, string expected) =>
        Assert.Equal(expected, Assert.Single(Read("targets", json)!.AsArray())!.ToJsonString());

    [Fact]
    public void Several_targets_may_be_joined_by_commas() =>
        Assert.Equal(["a", "b-*"], Read("targets", "\"a, b-*\"")!.AsArray().Select(target => (string)target!["namespace"]!));

    [Fact]
    public void A_source_may_be_written_with_a_slash() =>
        Assert.Equal("{\"namespace\":\"openshift-config\",\"name\":\"pull-secret\"}", Assert.Single(Read("sources", "\"openshift-config/pull-secret\"")!.AsArray())!.ToJsonString());

    [Theory]
    [InlineData("\"pull-secret\"", "The option sources[0] is an object, not \"pull-secret\".")]
    [InlineData("\"a/b/c\"", "The option sources[0] is an object, not \"a/b/c\".")]
    [InlineData("[5]", "The option sources[0] is an object, not \"5\".")]
    [InlineData("[[\"a\"]]", "The option sources[0] is an object, not a list.")]
    [InlineData("[{\"namespace\": \"a\"}]", "In sources[0]: The option name is missing.")]
    [InlineData("[{\"namespace\": \"a\", \"nam\": \"b\"}]", "In sources[0]: There is no option \"nam\". Did you mean name?")]
    public void A_source_that_does_not_fit_is_named(string json, string message) => AssertRefused("sources", json, message);

    [Fact]
    public void A_target_that_does_not_fit_is_named() =>
        AssertRefused("targets", "[\"a\", {\"namespace\": \"b\", \"restart\": \"always\"}]", "In targets[1]: The option restart is one of auth_failures, never, not \"always\".");

    [Fact]
    public void A_choice_is_one_of_its_values()
    {
        Assert.Equal("never", (string)Read("restart", "\"never\"")!);
        AssertRefused("restart", "\"Never\"", "The option restart is one of auth_failures, never, not \"Never\".");
        AssertRefused("state", "\"gone\"", "The option state is one of present, absent, not \"gone\".");
    }

    [Fact]
    public void Paths_are_expanded()
    {
        Environment.SetEnvironmentVariable("POST_SOFTWARE_HOOK_TEST_FOLDER", "/etc/pki");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal($"{home}/ca.pem", (string)Read("ca_cert", "\"~/ca.pem\"")!);
        Assert.Equal(home, (string)Read("ca_cert", "\"~\"")!);
        Assert.Equal("/etc/pki/ca.pem", (string)Read("ca_cert", "\"$POST_SOFTWARE_HOOK_TEST_FOLDER/ca.pem\"")!);
        Assert.Equal("/etc/pki/ca.pem", (string)Read("ca_cert", "\"${POST_SOFTWARE_HOOK_TEST_FOLDER}/ca.pem\"")!);
        Assert.Equal("$POST_SOFTWARE_HOOK_TEST_NOTHING/ca.pem", (string)Read("ca_cert", "\"$POST_SOFTWARE_HOOK_TEST_NOTHING/ca.pem\"")!);
        Assert.Equal("/a/~b", (string)Read("ca_cert", "\"/a/~b\"")!);
        Assert.Equal($"{home}/kubeconfig", (string)Read("kubeconfig", "\"~/kubeconfig\"")!);
    }

    [Fact]
    public void A_kubeconfig_is_a_path_an_object_or_its_JSON()
    {
        Assert.Equal("/home/user/kubeconfig", (string)Read("kubeconfig", "\"/home/user/kubeconfig\"")!);
        Assert.Equal("{\"users\":[]}", Read("kubeconfig", "{\"users\": []}")!.ToJsonString());
        Assert.Equal("{\"users\":[]}", Read("kubeconfig", "\"{\\\"users\\\": []}\"")!.ToJsonString());
    }

    [Theory]
    [InlineData("kubeconfig", "\"apiVersion: v1\\nusers:\\n- user: {token: planted-s3cret}\"", "a file's content as text (not shown)")]
    [InlineData("kubeconfig", "\"{'users': [{'user': {'token': 'planted-s3cret'}}]}\"", "a file's content as text (not shown)")]
    [InlineData("kubeconfig", "[\"planted-s3cret\"]", "a list")]
    [InlineData("hub_kubeconfig", "\" {planted-s3cret\"", "a file's content as text (not shown)")]
    public void A_kubeconfig_that_is_neither_is_refused_and_not_shown(string option, string json, string shown) =>
        AssertRefused(option, json, $"The option {option} is a path or an object, not {shown}.");

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
        Assert.Equal("The options validate_certs and verify_ssl are one and the same, and were given different values.", InTask.Message(e));
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
            "The option validate_certs (from the environment) is yes or no, not \"maybe\".",
            InTask.Message(Assert.Throws<HookException>(() => Read([], ("K8S_AUTH_VERIFY_SSL", "maybe")))));

    [Fact]
    public void Only_options_of_the_connection_have_variables() => Assert.All(OptionTable.Behaviour, spec => Assert.Empty(spec.Environment));

    [Fact]
    public void No_message_ever_shows_a_secret()
    {
        var secret = JsonNode.Parse("[\"planted-s3cret\", {\"token\": \"planted-s3cret\"}]")!;

        Assert.All(OptionTable.All.Where(spec => spec.IsSecret).SelectMany(spec => spec.Names), name =>
        {
            var e = Assert.Throws<HookException>(() => Read(new() { [name] = secret.DeepClone() }));
            Assert.DoesNotContain("planted-s3cret", e.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Whatever_is_given_is_either_read_or_refused_in_a_sentence() =>
        Gen.Select(Gen.OneOf([.. OptionTable.All.Select(spec => spec.Name)]), AnyJson).Sample((name, json) =>
        {
            try
            {
                return Read(new() { [name] = JsonNode.Parse(json) }) is not null;
            }
            catch (HookException e)
            {
                return e.Message.EndsWith('.') || e.Message.EndsWith('?');
            }
        }, iter: 2_000);

    [Fact]
    public void What_was_read_reads_the_same_again() =>
        Gen.Select(Gen.OneOf([.. OptionTable.All.Select(spec => spec.Name)]), AnyJson).Sample((name, json) =>
        {
            try
            {
                var once = Read(new() { [name] = JsonNode.Parse(json) });
                return JsonNode.DeepEquals(once, Read((JsonObject)once.DeepClone()));
            }
            catch (HookException)
            {
                return true;
            }
        }, iter: 2_000);

    [Fact]
    public void The_table_of_options_is_as_it_was()
    {
        static IEnumerable<string> Lines(OptionSpec spec, string indent) =>
        [
            $"{indent}{spec.Name} ({spec.Type}{(spec.Elements is { } elements ? $" of {elements}" : "")})"
                + $"{(spec.IsRequired ? " required" : "")}{(spec.IsSecret ? " secret" : "")}{(spec.Default is { } value ? $" default {value}" : "")}"
                + $"{(spec.Choices.Count > 0 ? $" choices {string.Join('|', spec.Choices)}" : "")}{(spec.Aliases.Count > 0 ? $" aliases {string.Join(' ', spec.Aliases)}" : "")}"
                + $"{(spec.Environment.Count > 0 ? $" env {string.Join(' ', spec.Environment)}" : "")}",
            $"{indent}    {InTask.Text(spec.Description)}",
            .. spec.Suboptions.SelectMany(option => Lines(option, indent + "    ")),
        ];

        Snapshots.Match(string.Join('\n', OptionTable.All.SelectMany(spec => Lines(spec, ""))), "Options");
    }

    [Fact]
    public void No_two_options_share_a_name() => Assert.Equal(OptionTable.All.SelectMany(spec => spec.Names).Distinct().Count(), OptionTable.All.Sum(spec => spec.Names.Count()));

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

    private static Gen<string> AnyJson { get; } = Gen.OneOf(
        "null", "true", "0", "-3", "1.5", "1e30", "\"\"", "\"a,b\"", "\"yes\"", "\"[\"", "\"{\"", "\"[1,null]\"", "\"a/b\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"namespace\":\"a\"}",
        "[{\"namespace\":\"a\",\"name\":\"b\"}]", "{\"namespace\":null}", "[\"a\",{\"namespace\":\"b\",\"restart\":\"never\"}]", "\"\\u0000\"", "\"~\"", "\"$\"", "\"{}\"");

    private static JsonObject Read(JsonObject given, params IReadOnlyList<(string Name, string Value)> environment) =>
        OptionReader.Read(given, OptionTable.All, name => environment.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault());

    private static JsonNode? Read(string option, string json) => Read(new() { [option] = JsonNode.Parse(json) })[option];

    private static void AssertRefused(string option, string json, string message)
    {
        var e = Assert.Throws<HookException>(() => Read(option, json));
        Assert.Equal(message, InTask.Message(e));
        Assert.DoesNotContain("planted-s3cret", e.ToString(), StringComparison.Ordinal);
    }
}
