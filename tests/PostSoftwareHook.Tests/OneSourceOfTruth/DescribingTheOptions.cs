using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostSoftwareHook.Options;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The option table is the one source; whatever describes the options to Ansible or to a person says the same.</summary>
public partial class DescribingTheOptions
{
    private const string Prefix = "pull_secret_propagation_";
    private const string Role = "roles/pull_secret_propagation";

    /// <summary>What the role has beside the module's options.</summary>
    private static readonly string[] RolesOwn = ["fatal"];

    /// <summary>What the entry point klusterlet has beside those of main.</summary>
    private static readonly string[] KlusterletsOwn = ["klusterlet_wait_for_namespaces", "klusterlet_wait_for_addon_namespace", "klusterlet_wait_timeout"];

    private static IReadOnlyList<Described> Table => [.. Described.From(OptionTable.All)];

    private static YamlMappingNode Documentation => (YamlMappingNode)Yaml.Get(Yaml.File("ansible/plugins/modules/pull_secret_propagation.yml"), "DOCUMENTATION", "options")!;

    [Fact]
    public void The_modules_documentation_has_the_tables_options() =>
        AssertSame(Table, Described.From(Documentation, "suboptions"));

    [Fact]
    public void The_modules_documentation_names_environment_variables_that_are_looked_at()
    {
        foreach (var spec in OptionTable.All)
        {
            var named = Variable().Matches(Yaml.Joined(Yaml.Get(Documentation, spec.Name)!, "description")).Select(match => match.Value).ToList();
            Assert.Subset(spec.Environment.ToHashSet(), named.ToHashSet());
            Assert.True(spec.Environment.Count == 0 || named.Count > 0, $"The documentation of {spec.Name} names no environment variable.");
        }
    }

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
            OptionTable.All.Where(spec => spec.IsSecret).Select(spec => Prefix + spec.Name),
            options.Children.Where(pair => Yaml.Text(pair.Value, "no_log") == "true").Select(pair => ((YamlScalarNode)pair.Key).Value!));
    }

    [Fact]
    public void The_roles_defaults_are_those_of_its_argument_specs()
    {
        var defaults = ((YamlMappingNode)Yaml.File($"{Role}/defaults/main.yml")).Children
            .Select(pair => $"{((YamlScalarNode)pair.Key).Value}: {Described.Normal(Yaml.Json(pair.Value))}");
        var specified = ArgumentSpecs("klusterlet").Where(option => option.Default is not null && !option.Name.Contains('.', StringComparison.Ordinal))
            .Select(option => $"{Prefix}{option.Name}: {option.Default}");

        Assert.Equal(specified.Order(StringComparer.Ordinal), defaults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_roles_defaults_name_in_comments_what_has_no_default()
    {
        var commented = CommentedVariable().Matches(File.ReadAllText(Repository.PathTo($"{Role}/defaults/main.yml"))).Select(match => match.Groups["name"].Value);
        var without = OptionTable.All.Where(spec => spec.Default is null).Select(spec => spec.Name);

        Assert.Equal(without.Order(StringComparer.Ordinal), commented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_role_gives_every_option_to_the_module()
    {
        var task = (YamlMappingNode)((YamlSequenceNode)Yaml.File($"{Role}/tasks/propagate.yml")).Children[0];
        var given = ((YamlMappingNode)Yaml.Get(task, "pull_secret_propagation")!).Children.Select(pair => ((YamlScalarNode)pair.Key).Value!);

        Assert.Equal(OptionTable.All.Select(spec => spec.Name).Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_roles_README_has_its_own_variables_with_their_defaults()
    {
        var rows = Rows($"{Role}/README.md", "Variable").Select(row => $"{row[0].Trim('`')}: {row[1].Trim('`')}");
        var own = ArgumentSpecs("klusterlet").Where(option => RolesOwn.Contains(option.Name) || KlusterletsOwn.Contains(option.Name)).Select(option => $"{Prefix}{option.Name}: {option.Default}");

        Assert.Equal(own.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void READMEs_table_has_the_options_with_aliases_types_choices_and_defaults()
    {
        var rows = Rows("README.md", "Option").Select(row => $"{row[0]} | {row[1]} | {Default(row[2])}");

        Assert.Equal(OptionTable.All.Select(Row).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Described> ArgumentSpecs(string entryPoint)
    {
        var options = (YamlMappingNode)Yaml.Get(Yaml.File($"{Role}/meta/argument_specs.yml"), "argument_specs", entryPoint, "options")!;
        return Described.From(Yaml.Merged(options), "options").Select(option => option.Name.StartsWith(Prefix, StringComparison.Ordinal)
            ? option with { Name = option.Name[Prefix.Length..] }
            : throw new InvalidOperationException($"{option.Name} lacks the role's prefix."));
    }

    /// <summary>The cells of the table whose head begins with that word.</summary>
    private static IEnumerable<string[]> Rows(string file, string head) => File.ReadAllLines(Repository.PathTo(file))
        .SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    /// <summary>An option as README's table shows it.</summary>
    private static string Row(OptionSpec spec)
    {
        var name = $"`{spec.Name}`{string.Concat(spec.Aliases.Select(alias => $" (`{alias}`)"))}";
        var type = spec.Type.ToString().ToLowerInvariant();
        var detail = spec switch
        {
            { Suboptions.Count: > 0 } => $" of {Quoted(spec.Suboptions.Select(option => option.Name))}",
            { Elements: { } elements } => $" of {elements.ToString().ToLowerInvariant()}",
            { Choices.Count: > 0 } => $": {Quoted(spec.Choices)}",
            _ => "",
        };
        return $"{name} | {type}{detail} | {(spec.Default is { } json ? Short(Yaml.Json(Yaml.Parse(json))) : "")}";
    }

    /// <summary>A default as it is compared: objects are shown by their values, lists of objects without brackets.</summary>
    private static string Short(JsonNode? value) => Described.Normal(value is JsonArray list && list.All(item => item is JsonObject) && list.Count > 0
        ? string.Join(", ", list.Select(item => string.Join('/', item!.AsObject().Select(pair => (string)pair.Value!))))
        : value);

    private static string Default(string cell) => cell.Length == 0 ? "" : Described.Normal(Yaml.Json(Yaml.Parse(cell.Replace("`", "", StringComparison.Ordinal))));

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static void AssertSame(IReadOnlyList<Described> expected, IEnumerable<Described> actual) =>
        Assert.Equal(expected.Select(option => option.ToString()).Order(StringComparer.Ordinal), actual.Select(option => option.ToString()).Order(StringComparer.Ordinal));

    [GeneratedRegex("K8S_AUTH_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex("^# pull_secret_propagation_(?<name>[a-z_]+):", RegexOptions.Multiline)]
    private static partial Regex CommentedVariable();
}
