using PostSoftwareHook.Options;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>What is written from the option table reads back as the same options, and what the role has beside it fits.</summary>
[Collection(nameof(ReadingDocuments))]
public class DescribingTheOptions
{
    private const string Role = "roles/pull_secret_propagation";

    /// <summary>What the role has beside the module's options.</summary>
    private static readonly string[] RolesOwn = ["fatal"];

    /// <summary>What the entry point klusterlet has beside those of main.</summary>
    private static readonly string[] KlusterletsOwn = ["klusterlet_namespace", "klusterlet_wait_for_namespaces", "klusterlet_wait_for_addon_namespace", "klusterlet_wait_timeout"];

    private static IReadOnlyList<Described> Table => [.. Described.From(OptionTable.All)];

    private static YamlMappingNode Documentation => (YamlMappingNode)Yaml.Get(Yaml.File("ansible/plugins/modules/pull_secret_propagation.yml"), "DOCUMENTATION", "options")!;

    [Fact]
    public void The_modules_documentation_has_the_tables_options() =>
        AssertSame(Table, Described.From(Documentation, "suboptions"));

    [Fact]
    public void The_roles_argument_specs_have_the_tables_options_and_its_own() =>
        AssertSame([.. Table.Select(option => option with { Aliases = "" })], ArgumentSpecs("main").Where(option => !RolesOwn.Contains(option.Name)));

    [Fact]
    public void The_klusterlets_argument_specs_have_those_of_main_and_its_own()
    {
        AssertSame([.. ArgumentSpecs("main")], ArgumentSpecs("klusterlet").Where(option => !KlusterletsOwn.Contains(option.Name)));
        Assert.Equal(KlusterletsOwn, ArgumentSpecs("klusterlet").Select(option => option.Name).Intersect(KlusterletsOwn));
    }

    [Fact]
    public void The_argument_specs_hide_what_the_table_hides()
    {
        var options = (YamlMappingNode)Yaml.Get(Yaml.File($"{Role}/meta/argument_specs.yml"), "argument_specs", "main", "options")!;

        Assert.Equal(
            OptionTable.All.Where(spec => spec.IsSecret).Select(spec => RoleParts.Prefix + spec.Name),
            options.Children.Where(pair => Yaml.Text(pair.Value, "no_log") == "true").Select(pair => ((YamlScalarNode)pair.Key).Value!));
    }

    [Fact]
    public void The_roles_defaults_are_those_of_its_argument_specs()
    {
        var defaults = ((YamlMappingNode)Yaml.File($"{Role}/defaults/main.yml")).Children
            .Select(pair => $"{((YamlScalarNode)pair.Key).Value}: {Described.Normal(Yaml.Json(pair.Value))}");
        var specified = ArgumentSpecs("klusterlet").Where(option => option.Default is not null && !option.Name.Contains('.', StringComparison.Ordinal))
            .Select(option => $"{RoleParts.Prefix}{option.Name}: {option.Default}");

        Assert.Equal(specified.Order(StringComparer.Ordinal), defaults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_roles_README_has_its_own_variables_with_their_defaults()
    {
        var rows = Rows($"{Role}/README.md", "Variable").Select(row => $"{row[0].Trim('`')}: {row[1].Trim('`')}");
        var own = ArgumentSpecs("klusterlet").Where(option => RolesOwn.Contains(option.Name) || KlusterletsOwn.Contains(option.Name)).Select(option => $"{RoleParts.Prefix}{option.Name}: {option.Default}");

        Assert.Equal(own.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Described> ArgumentSpecs(string entryPoint)
    {
        var options = (YamlMappingNode)Yaml.Get(Yaml.File($"{Role}/meta/argument_specs.yml"), "argument_specs", entryPoint, "options")!;
        return Described.From(Yaml.Merged(options), "options").Select(option => option.Name.StartsWith(RoleParts.Prefix, StringComparison.Ordinal)
            ? option with { Name = option.Name[RoleParts.Prefix.Length..] }
            : throw new InvalidOperationException($"{option.Name} lacks the role's prefix."));
    }

    /// <summary>The cells of the table whose head begins with that word.</summary>
    private static IEnumerable<string[]> Rows(string file, string head) => File.ReadAllLines(Repository.PathTo(file))
        .SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static void AssertSame(IReadOnlyList<Described> expected, IEnumerable<Described> actual) =>
        Assert.Equal(expected.Select(option => option.ToString()).Order(StringComparer.Ordinal), actual.Select(option => option.ToString()).Order(StringComparer.Ordinal));
}
