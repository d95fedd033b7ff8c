using System.Text.Json.Nodes;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>json and yaml are the module's result, nothing more and nothing less.</summary>
public class WritingResults
{
    private static RunResult Healed => Runs.Result(Runs.Apply(Runs.Planned), Runs.Healed) with { Requests = 17, Duration = 1.25 };

    private static readonly string[] AwkwardTexts = ["true", "1.25", "null", "0x1F", "2026-01-05", "~", "", " lead", "- dash", "a: b", "line\nbreak", "\u0085\u2028", "y", "NO", "1e3", "=", "<<"];

    private static RunResult Awkward => RunResult.Broken(Purpose.Heal, "yes: \"no\" # 'x' \\ {a}: [b], &c *d !e | > % @ `f`, größer\t") with
    {
        Notices = [.. AwkwardTexts.Select(text => Notice.Warning(Subject.Access, text))],
    };

    [Fact]
    public void Json_of_one_cluster_is_the_result_itself() =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Runs.Json(Healed)), JsonNode.Parse(ResultJson.Write([Shown.Result(Healed)], text => text))));

    [Fact]
    public void Json_of_several_is_a_list_with_names()
    {
        var list = JsonNode.Parse(ResultJson.Write([Shown.Result(Healed, name: "a \"b\""), Shown.Result(Awkward, name: "c")], text => text))!.AsArray();

        Assert.Equal(["a \"b\"", "c"], list.Select(item => (string)item!["cluster"]!));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Runs.Json(Awkward)), list[1]!["result"]));
    }

    [Fact]
    public void A_secret_is_masked_in_texts_and_the_form_stays_whole()
    {
        var redactor = new Redactor();
        redactor.Add(["false", "planted-s3cret"]);
        ClusterResult[] results = [Shown.Result(RunResult.Broken(Purpose.Heal, "it was planted-s3cret"), name: "planted-s3cret"), Shown.Result(Healed)];

        var json = ResultJson.Write(results, redactor.Clean);

        Assert.DoesNotContain("planted-s3cret", json + ResultYaml.Write(results, redactor.Clean), StringComparison.Ordinal);
        Assert.False((bool)JsonNode.Parse(json)![0]!["result"]!["changed"]!);
    }

    [Fact]
    public void Yaml_of_one_cluster() => Snapshots.Match(ResultYaml.Write([Shown.Result(Healed)], text => text), "Person.Healed.yaml");

    [Fact]
    public void Yaml_says_what_json_says()
    {
        ClusterResult[] results = [Shown.Result(Healed), Shown.Result(Awkward, name: "true")];
        var yaml = new YamlStream();
        yaml.Load(new StringReader(ResultYaml.Write(results, text => text)));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ResultJson.Write(results, text => text)), Read(yaml.Documents[0].RootNode)));
    }

    /// <summary>By YAML 1.1's rules, the more treacherous ones: what is plain and looks like another type is that type.</summary>
    private static JsonNode? Read(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Read(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Read)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => text.Value,
        YamlScalarNode { Value: "true" or "yes" or "on" or "y" } => true,
        YamlScalarNode { Value: "false" or "no" or "off" or "n" } => false,
        YamlScalarNode { Value: "null" or "~" or "" } => null,
        YamlScalarNode { Value: { } text } when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) => JsonNode.Parse(text),
        YamlScalarNode text => text.Value,
        _ => throw new InvalidOperationException(),
    };
}
