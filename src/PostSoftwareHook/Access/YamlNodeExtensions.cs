using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Access;

/// <summary>Looks things up in YAML that may have any shape.</summary>
internal static class YamlNodeExtensions
{
    /// <summary>The value under <paramref name="key"/>, or null where the node is no mapping or lacks it.</summary>
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>The text under <paramref name="key"/>, or null where there is none or an empty one.</summary>
    public static string? Text(this YamlNode? node, string key) =>
        node.Get(key) is YamlScalarNode { Value.Length: > 0 } scalar && !(scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "null" or "~") ? scalar.Value : null;

    /// <summary>The items under <paramref name="key"/>; none where it isn't a list.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node, string key) =>
        node.Get(key) is YamlSequenceNode sequence ? sequence.Children : [];
}
