using PostSoftwareHook.Contract;
using System.Text.Json.Nodes;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>README's tables.</summary>
internal static class ReadmeParts
{
    /// <summary>The options.</summary>
    public static string OfOptions => Table(["Option", "Type", "Default", "Meaning"], OptionTable.All.Select(spec => new[]
    {
        $"`{spec.Name}`{string.Concat(spec.Aliases.Select(alias => $" (`{alias}`)"))}", Type(spec), Default(spec), Prose.InMarkdown(Prose.Description(spec)),
    }));

    /// <summary>The verdicts.</summary>
    public static string OfVerdicts => Table(["Verdict", "What is wrong", "What heal does"], Verdicts.Rows.Select(row => new[]
    {
        $"`{SnakeCase.Of(row.Verdict)}`", row.Wrong, $"{char.ToUpperInvariant(row.HealDoes[0])}{row.HealDoes[1..]}",
    }));

    /// <summary>A table in Markdown.</summary>
    public static string Table(IReadOnlyList<string> head, IEnumerable<string[]> rows) =>
        string.Join('\n', [Row(head), $"|{string.Join('|', head.Select(_ => "---"))}|", .. rows.Select(Row)]);

    private static string Row(IReadOnlyList<string> cells) => $"|{string.Join('|', cells.Select(cell => cell.Length == 0 ? " " : $" {cell} "))}|";

    private static string Type(OptionSpec spec) => spec.Type.ToString().ToLowerInvariant() + spec switch
    {
        { Suboptions.Count: > 0 } => $" of {Quoted(spec.Suboptions.Select(option => option.Name))}",
        { Elements: { } elements } => $" of {elements.ToString().ToLowerInvariant()}",
        { Choices.Count: > 0 } => $": {Quoted(spec.Choices)}",
        _ => "",
    };

    private static string Default(OptionSpec spec) => spec.Default is null ? "" : JsonNode.Parse(spec.Default) switch
    {
        JsonArray list when list.Any(item => item is JsonObject) => Quoted(list.Select(item => string.Join('/', item!.AsObject().Select(pair => (string)pair.Value!)))),
        var value => $"`{YamlLines.Inline(value!)}`",
    };

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));
}
