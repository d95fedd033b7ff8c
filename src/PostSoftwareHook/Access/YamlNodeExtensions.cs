using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Access;

/// <summary>Lookups in YAML of any shape.</summary>
internal static class YamlNodeExtensions
{
    /// <summary>The value of <paramref name="key"/>. Null if the node is not a mapping or lacks the key.</summary>
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>The text of <paramref name="key"/>. Null if it is missing, empty, null or not a scalar.</summary>
    public static string? Text(this YamlNode? node, string key) =>
        node.Get(key) is YamlScalarNode { Value.Length: > 0 } scalar && !(scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "null" or "~") ? scalar.Value : null;

    /// <summary>The items of <paramref name="key"/>. Empty if it is not a list.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node, string key) =>
        node.Get(key) is YamlSequenceNode sequence ? sequence.Children : [];
}
