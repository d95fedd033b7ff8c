using PostSoftwareHook.Options;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>Options in the form that Ansible's two descriptions of them share: a module's documentation and a role's argument specs.</summary>
/// <param name="name">What an option is called.</param>
/// <param name="description">What is said of an option, paragraph by paragraph.</param>
/// <param name="suboptions">What the options of an element are called.</param>
/// <param name="hasAliases">Whether an option has other names here.</param>
/// <param name="marksSecrets">Whether it is said that a value is never logged; a module's documentation may not.</param>
internal sealed class OptionYaml(Func<string, string> name, Func<OptionSpec, IEnumerable<string>> description, string suboptions, bool hasAliases, bool marksSecrets)
{
    /// <summary>The options as a mapping.</summary>
    public string Write(IReadOnlyList<OptionSpec> specs, int indent) => string.Join('\n', specs.SelectMany(spec => Lines(spec, name(spec.Name), indent)));

    private IEnumerable<string> Lines(OptionSpec spec, string key, int indent)
    {
        var margin = new string(' ', indent);
        return
        [
            $"{margin}{key}:",
            $"{margin}  description:",
            .. description(spec).SelectMany(paragraph => YamlLines.Paragraph(paragraph, indent + 4)),
            $"{margin}  type: {Lower(spec.Type)}",
            .. spec.Elements is { } elements ? [$"{margin}  elements: {Lower(elements)}"] : Array.Empty<string>(),
            .. spec.Choices.Count > 0 ? [$"{margin}  choices: [{string.Join(", ", spec.Choices)}]"] : Array.Empty<string>(),
            .. spec.Default is { } json ? YamlLines.Pair("default", json, indent + 2) : [],
            .. spec.IsRequired ? [$"{margin}  required: true"] : Array.Empty<string>(),
            .. hasAliases && spec.Aliases.Count > 0 ? [$"{margin}  aliases: [{string.Join(", ", spec.Aliases)}]"] : Array.Empty<string>(),
            .. marksSecrets && spec.IsSecret ? [$"{margin}  no_log: true"] : Array.Empty<string>(),
            .. spec.Suboptions.Count > 0 ? [$"{margin}  {suboptions}:"] : Array.Empty<string>(),
            .. spec.Suboptions.SelectMany(option => Lines(option, option.Name, indent + 4)),
        ];
    }

    private static string Lower(OptionType type) => type.ToString().ToLowerInvariant();
}
