namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>
/// The documents' parts on options and verdicts, which are written from two tables, Options/OptionTable.cs and
/// Propagation/Diagnosing/Verdicts.cs: <c>UPDATE_DOCS=true ./build.sh test unit</c>.
/// </summary>
public sealed class WrittenDocuments
{
    private const string Role = "roles/pull_secret_propagation";
    private const string Module = "ansible/plugins/modules/pull_secret_propagation.yml";
    private const string Manual = "docs/man/post-software-hook.1";
    private const string Troubleshooting = "docs/troubleshooting.md";

    /// <summary>What each part of a document says.</summary>
    internal static IReadOnlyDictionary<(string File, string Part), Func<string>> Parts { get; } = new Dictionary<(string File, string Part), Func<string>>
    {
        [("README.md", "options")] = () => ReadmeParts.OfOptions,
        [("README.md", "verdicts")] = () => ReadmeParts.OfVerdicts,
        [(Module, "options")] = () => ModuleParts.OfOptions,
        [(Module, "verdicts")] = () => ModuleParts.OfVerdicts,
        [($"{Role}/meta/argument_specs.yml", "options")] = () => RoleParts.ArgumentSpecs,
        [($"{Role}/defaults/main.yml", "options")] = () => RoleParts.Defaults,
        [($"{Role}/tasks/propagate.yml", "options")] = () => RoleParts.Arguments,
        [($"{Role}/vars/main.yml", "verdicts")] = () => RoleParts.Advice,
        [(Manual, "options")] = () => ManualParts.OfOptions,
        [(Manual, "verdicts")] = () => ManualParts.OfVerdicts,
        [(Troubleshooting, "signs")] = () => TroubleshootingParts.Signs,
        [(Troubleshooting, "verdicts")] = () => TroubleshootingParts.Sections,
    };

    /// <summary>Writes them before any test reads them, where they are to be written.</summary>
    public WrittenDocuments()
    {
        foreach (var ((file, part), text) in Parts)
        {
            Document.Write(file, part, text());
        }
    }
}
