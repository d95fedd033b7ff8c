using PostSoftwareHook.Contract;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The module's documentation, which ansible-doc shows.</summary>
internal static class ModuleParts
{
    /// <summary>Its options.</summary>
    public static string OfOptions => new OptionYaml(name => name, Description, "suboptions", hasAliases: true, marksSecrets: false).Write(OptionTable.All, 4);

    /// <summary>The verdicts that a result may hold.</summary>
    public static string OfVerdicts
    {
        get
        {
            var names = Verdicts.Rows.Select(row => $"C({SnakeCase.Of(row.Verdict)})").ToList();
            return string.Join('\n', YamlLines.Paragraph($"One of {string.Join(", ", names.SkipLast(1))} and {names[^1]}.", 10));
        }
    }

    private static IEnumerable<string> Description(OptionSpec spec) =>
    [
        Prose.InModule(Prose.Description(spec)),
        .. spec.Details.Select(Prose.InModule),
        .. spec.Environment.Count > 0 ? [$"Can also be given as environment variable {string.Join(" or ", spec.Environment.Select(name => $"C({name})"))}{(spec.Type == OptionType.List ? ", comma-separated" : "")}."] : Array.Empty<string>(),
    ];
}
