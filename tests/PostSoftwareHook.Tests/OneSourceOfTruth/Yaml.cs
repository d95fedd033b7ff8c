using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>Reads the checkout's YAML.</summary>
internal static class Yaml
{
    /// <summary>The root of a file's only document.</summary>
    public static YamlNode File(string relative) => Parse(System.IO.File.ReadAllText(Repository.PathTo(relative)));

    /// <summary>The root of a text's only document.</summary>
    public static YamlNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Single().RootNode;
    }

    /// <summary>What is at the end of a path of keys, or null.</summary>
    public static YamlNode? Get(YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            var children = ((YamlMappingNode)node).Children;
            if (!children.TryGetValue(new YamlScalarNode(key), out var found))
            {
                return null;
            }

            node = found;
        }

        return node;
    }

    /// <summary>The text at a key, or null.</summary>
    public static string? Text(YamlNode node, string key) => (Get(node, key) as YamlScalarNode)?.Value;

    /// <summary>The texts of a list, joined.</summary>
    public static string Joined(YamlNode node, string key) =>
        Get(node, key) is YamlSequenceNode list ? string.Join(", ", list.Children.Select(item => ((YamlScalarNode)item).Value)) : "";

    /// <summary>A mapping with the one that it merges in (<c>&lt;&lt;</c>) put before its own.</summary>
    public static YamlMappingNode Merged(YamlMappingNode mapping)
    {
        var merge = new YamlScalarNode("<<");
        return mapping.Children.TryGetValue(merge, out var other)
            ? new([.. ((YamlMappingNode)other).Children, .. mapping.Children.Where(pair => !pair.Key.Equals(merge))])
            : mapping;
    }

    /// <summary>The value as JSON; plain scalars are numbers and booleans where they look like it, as in YAML 1.2.</summary>
    public static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } boolean => boolean.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } number when int.TryParse(number.Value, CultureInfo.InvariantCulture, out var value) => value,
        _ => ((YamlScalarNode)node).Value,
    };
}
