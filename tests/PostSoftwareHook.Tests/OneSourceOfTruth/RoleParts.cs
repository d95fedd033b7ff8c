using PostSoftwareHook.Contract;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The role, which has each of the module's options as a variable.</summary>
internal static class RoleParts
{
    /// <summary>What begins the name of each of the role's variables.</summary>
    public const string Prefix = "pull_secret_propagation_";

    /// <summary>A space at which no line is broken.</summary>
    private const char Unbroken = '\u00a0';

    /// <summary>What the role says of an option in place of the module's details.</summary>
    private static readonly Dictionary<string, string[]> OwnDetails = new()
    {
        ["kubeconfig"] =
        [
            $"Without it and without {OptionReference.To("host")}, the path is AgnosticD's, output_dir/ENV_guid_kubeconfig, where ENV is env_type or config. The default kubeconfig is never used, since in AgnosticD it is the hub's.",
        ],
    };

    /// <summary>What the role gives the module where that is more than a variable: see vars/main.yml.</summary>
    private static readonly Dictionary<string, string> OwnValues = new()
    {
        ["kubeconfig"] = "__pull_secret_propagation_kubeconfig | default(omit, true)",
        ["targets"] = "__pull_secret_propagation_targets",
        ["wait_for_namespaces"] = "__pull_secret_propagation_wait_for_namespaces",
        ["wait_timeout"] = "__pull_secret_propagation_wait_timeout",
        ["managed_cluster"] = "__pull_secret_propagation_managed_cluster | default(omit, true)",
        ["hub_kubeconfig"] = "(pull_secret_propagation_hub_kubeconfig | default(omit, true)) if __pull_secret_propagation_managed_cluster else omit",
        ["hub_context"] = "(pull_secret_propagation_hub_context | default(omit, true)) if __pull_secret_propagation_managed_cluster else omit",
    };

    /// <summary>The options in meta/argument_specs.yml.</summary>
    public static string ArgumentSpecs => new OptionYaml(name => Prefix + name, Description, "options", hasAliases: false, marksSecrets: true).Write(OptionTable.All, 6);

    /// <summary>The defaults; what has none is named in a comment.</summary>
    public static string Defaults => string.Join('\n', OptionTable.All.SelectMany(spec =>
        spec.Default is { } json ? YamlLines.Pair(Prefix + spec.Name, json, 0) : [$"# {Prefix}{spec.Name}:"]));

    /// <summary>The arguments of the module's task. A boolean that is false was given; other empty values were not.</summary>
    public static string Arguments => string.Join('\n', OptionTable.All.Select(spec =>
        $"    {spec.Name}: \"{{{{ {OwnValues.GetValueOrDefault(spec.Name) ?? Prefix + spec.Name + Omitted(spec)} }}}}\""));

    /// <summary>What a person does next, by verdict.</summary>
    public static string Advice => string.Join('\n', Verdicts.Rows
        .Select(row => row.For(new(Variable("source_namespace"), Variable("source_name"))))
        .Where(row => row.Advice is not null)
        .SelectMany(row => YamlLines.Folded($"{row.Advice} {string.Join(" && ", row.Commands.Select(Typed))}".TrimEnd(), 4).Prepend($"  {SnakeCase.Of(row.Verdict)}: >-"))
        .Select(line => line.Replace(Unbroken, ' ')));

    private static IEnumerable<string> Description(OptionSpec spec) =>
        [Prose.InRole(Prose.Description(spec)), .. (OwnDetails.GetValueOrDefault(spec.Name) ?? spec.Details).Select(Prose.InRole)];

    private static string Omitted(OptionSpec spec) => spec switch
    {
        { Default: not null } => "",
        { Type: OptionType.Bool } => " | default(omit)",
        _ => " | default(omit, true)",
    };

    /// <summary>One of vars/main.yml's.</summary>
    private static string Variable(string name) => $"{{{{{Unbroken}__{Prefix}{name}{Unbroken}}}}}";

    private static string Typed(ShellCommand command) => string.Join(" | ", command.Steps.Select(step =>
        step.Program == ShellStep.OcProgram ? $"{Variable("oc")} {step.Arguments}" : step.ToString()));
}
