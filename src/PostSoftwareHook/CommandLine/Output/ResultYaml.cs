using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Writes results as YAML, converted from <see cref="ResultJson"/> so that the two can't differ.</summary>
internal static partial class ResultYaml
{
    private static readonly string[] NotText = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>The YAML. <paramref name="clean"/> is applied to every string.</summary>
    public static string Write(IReadOnlyList<ClusterResult> results, Func<string, string> clean)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(Node(ResultJson.Of(results, clean)))).Save(writer, assignAnchors: false);
        return writer.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    private static YamlNode Node(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => new YamlMappingNode(map.Select(pair => KeyValuePair.Create(Node(pair.Key), Node(pair.Value)))),
        JsonArray { Count: > 0 } list => new YamlSequenceNode(list.Select(Node)),
        JsonObject => new YamlMappingNode { Style = YamlDotNet.Core.Events.MappingStyle.Flow },
        JsonArray => new YamlSequenceNode { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        null => new YamlScalarNode("null"),
        _ when node.GetValueKind() == JsonValueKind.String => Text((string)node!),
        _ => new YamlScalarNode(node.ToJsonString()),
    };

    /// <summary>A plain scalar if no YAML 1.1 or 1.2 reader takes it for another type; quoted otherwise.</summary>
    private static YamlScalarNode Text(string text) => new(text)
    {
        Style = Word().IsMatch(text) && !NotText.Contains(text.ToLowerInvariant()) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted,
    };

    [GeneratedRegex(@"^[A-Za-z][\w./@-]*\z")]
    private static partial Regex Word();
}
