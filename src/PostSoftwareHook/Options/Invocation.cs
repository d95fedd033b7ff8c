using System.Text.Json.Nodes;

namespace PostSoftwareHook.Options;

/// <summary>The options after parsing, as AnsibleModule returns them in <c>invocation</c>, without secrets.</summary>
internal static class Invocation
{
    private const string Hidden = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";

    /// <summary>All options of <paramref name="specs"/>. Options without a value are null.</summary>
    public static JsonObject Of(JsonObject values, IReadOnlyList<OptionSpec> specs) =>
        new() { ["module_args"] = new JsonObject(specs.Select(spec => KeyValuePair.Create(spec.Name, Shown(spec, values[spec.Name])))) };

    private static JsonNode? Shown(OptionSpec spec, JsonNode? value) => (spec, value) switch
    {
        (_, null) => null,
        ({ IsSecret: true }, _) => Hidden,
        ({ Type: OptionType.Raw }, JsonObject) => Hidden,
        ({ MayHoldLogin: true }, _) => WithoutUser((string)value!),
        _ => value.DeepClone(),
    };

    private static string WithoutUser(string url) =>
        url.LastIndexOf('@') is >= 0 and var at ? $"{Scheme(url)}***{url[at..]}" : url;

    private static string Scheme(string url) => url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? url[..(end + 3)] : "";
}
