using System.Text.Json.Nodes;
using CsCheck;
using PostSoftwareHook.Options;
using PostSoftwareHook.Tests.Infra;
using static PostSoftwareHook.Tests.Options.Reading;

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
    public void Anything_else_is_neither(string json, string shown) => AssertRefused("force", json, $"The option force must be yes or no, not {shown}.");

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
    public void Other_numbers_are_refused(string json, string shown) => AssertRefused("wait_timeout", json, $"The option wait_timeout must be a whole number from 0 to 86400, not {shown}.");

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
    public void Text_is_neither_a_list_nor_an_object(string json, string shown) => AssertRefused("context", json, $"The option context must be text, not {shown}.");

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
    public void A_list_is_no_object() => AssertRefused("registries", "{\"a\": 1}", "The option registries must be a list, not an object.");

    [Fact]
    public void An_element_that_does_not_fit_is_named() => AssertRefused("registries", "[\"a\", [\"b\"]]", "The option registries[1] must be text, not a list.");

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
    [InlineData("\"pull-secret\"", "The option sources[0] must be an object, not \"pull-secret\".")]
    [InlineData("\"a/b/c\"", "The option sources[0] must be an object, not \"a/b/c\".")]
    [InlineData("[5]", "The option sources[0] must be an object, not \"5\".")]
    [InlineData("[[\"a\"]]", "The option sources[0] must be an object, not a list.")]
    [InlineData("[{\"namespace\": \"a\"}]", "In sources[0]: The option name is missing.")]
    [InlineData("[{\"namespace\": \"a\", \"nam\": \"b\"}]", "In sources[0]: There is no option \"nam\". Did you mean name?")]
    public void A_source_that_does_not_fit_is_named(string json, string message) => AssertRefused("sources", json, message);

    [Fact]
    public void A_target_that_does_not_fit_is_named() =>
        AssertRefused("targets", "[\"a\", {\"namespace\": \"b\", \"restart\": \"always\"}]", "In targets[1]: The option restart must be one of auth_failures, never, not \"always\".");

    [Fact]
    public void A_choice_is_one_of_its_values()
    {
        Assert.Equal("never", (string)Read("restart", "\"never\"")!);
        AssertRefused("restart", "\"Never\"", "The option restart must be one of auth_failures, never, not \"Never\".");
        AssertRefused("state", "\"gone\"", "The option state must be one of present, absent, not \"gone\".");
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
        AssertRefused(option, json, $"The option {option} must be a path or an object, not {shown}.");

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

    private static Gen<string> AnyJson { get; } = Gen.OneOf(
        "null", "true", "0", "-3", "1.5", "1e30", "\"\"", "\"a,b\"", "\"yes\"", "\"[\"", "\"{\"", "\"[1,null]\"", "\"a/b\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"namespace\":\"a\"}",
        "[{\"namespace\":\"a\",\"name\":\"b\"}]", "{\"namespace\":null}", "[\"a\",{\"namespace\":\"b\",\"restart\":\"never\"}]", "\"\\u0000\"", "\"~\"", "\"$\"", "\"{}\"");
}
