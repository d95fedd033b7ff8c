using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Options;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>An option as one of the places describes it, in a form that can be compared.</summary>
/// <param name="Name">Its name; that of a suboption with its option's before it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Elements">The type of a list's elements.</param>
/// <param name="Default">Its default as JSON, or null.</param>
/// <param name="Choices">The values it may have.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Required">Whether it has to be given.</param>
internal sealed record Described(string Name, string Type, string? Elements, string? Default, string Choices, string Aliases, bool Required)
{
    /// <summary>The options of the table, suboptions after their option.</summary>
    public static IEnumerable<Described> From(IEnumerable<OptionSpec> specs, string prefix = "") => specs.SelectMany(spec => From(spec.Suboptions, $"{prefix}{spec.Name}.").Prepend(new(
        prefix + spec.Name,
        Lower(spec.Type),
        spec.Elements is { } elements ? Lower(elements) : null,
        spec.Default is { } json ? Normal(JsonNode.Parse(json)) : null,
        string.Join(", ", spec.Choices),
        string.Join(", ", spec.Aliases),
        spec.IsRequired)));

    /// <summary>The options of a mapping in the form of Ansible's argument specs.</summary>
    /// <param name="options">The mapping.</param>
    /// <param name="subkey">What the suboptions' mapping is called.</param>
    /// <param name="prefix">What stands before the names in the answer.</param>
    public static IEnumerable<Described> From(YamlMappingNode options, string subkey, string prefix = "") => options.Children.SelectMany(pair =>
    {
        var (name, option) = (((YamlScalarNode)pair.Key).Value, (YamlMappingNode)pair.Value);
        return (Yaml.Get(option, subkey) is YamlMappingNode suboptions ? From(suboptions, subkey, $"{prefix}{name}.") : []).Prepend(new(
            prefix + name,
            Yaml.Text(option, "type") ?? "str",
            Yaml.Text(option, "elements"),
            Yaml.Get(option, "default") is { } value ? Normal(Yaml.Json(value)) : null,
            Yaml.Joined(option, "choices"),
            Yaml.Joined(option, "aliases"),
            Yaml.Text(option, "required") == "true"));
    });

    /// <summary>A value in the one form in which equal values are equal texts.</summary>
    public static string Normal(JsonNode? value) => JsonSerializer.Serialize(value);

    private static string Lower(OptionType type) => type.ToString().ToLowerInvariant();
}
