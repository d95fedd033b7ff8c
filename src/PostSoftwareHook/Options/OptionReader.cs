using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Options;

/// <summary>
/// Converts what was given to the types of the option table, as AnsibleModule does: aliases, environment, text in place of any type (ad
/// hoc commands pass text only), choices, defaults. Ansible does none of this for a binary module.
/// </summary>
internal static partial class OptionReader
{
    private static readonly string[] Yes = ["yes", "on", "1", "true", "t", "y"];
    private static readonly string[] No = ["no", "off", "0", "false", "f", "n"];

    /// <summary>Returns the value of every option in <paramref name="specs"/> that has one, by its main name.</summary>
    /// <param name="given">The options as given. Keys that start with <c>_ansible_</c> are Ansible's own settings.</param>
    /// <param name="specs">The options that exist.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="HookException">An option is unknown, or its value has the wrong type.</exception>
    public static JsonObject Read(JsonObject given, IReadOnlyList<OptionSpec> specs, Func<string, string?> environment) =>
        Read(given, specs, environment, OptionReference.To);

    /// <param name="given">The options as given.</param>
    /// <param name="specs">The options that exist.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="reference">
    /// How a message names an option. Options of a list element are JSON keys, for the module and the command line alike.
    /// </param>
    private static JsonObject Read(JsonObject given, IReadOnlyList<OptionSpec> specs, Func<string, string?> environment, Func<string, string> reference)
    {
        var unknown = given.Select(pair => pair.Key).FirstOrDefault(key => !IsAnsibles(key) && !specs.Any(spec => spec.Names.Contains(key)));
        if (unknown is not null)
        {
            throw new HookException($"There is no option \"{Printable.Clean(unknown)}\".{Suggestion(unknown, specs.SelectMany(spec => spec.Names), reference)}");
        }

        var values = new JsonObject();
        foreach (var spec in specs)
        {
            var name = reference(spec.Name);
            if (Given(given, spec, reference) is { } value)
            {
                values[spec.Name] = Coerce(value, spec, name);
            }
            else if (spec.Environment.Select(environment).FirstOrDefault(text => !string.IsNullOrEmpty(text)) is { } text)
            {
                values[spec.Name] = Coerce(JsonValue.Create(text), spec, $"{name} (from the environment)");
            }
            else if (spec.IsRequired)
            {
                throw new HookException($"The option {name} is missing.");
            }
            else if (spec.Default is { } defaultJson)
            {
                values[spec.Name] = Coerce(JsonNode.Parse(defaultJson)!, spec, name);
            }
        }

        return values;
    }

    private static bool IsAnsibles(string key) => key.StartsWith("_ansible_", StringComparison.Ordinal);

    private static JsonNode? Given(JsonObject given, OptionSpec spec, Func<string, string> reference)
    {
        // As in kubernetes.core, an empty connection option counts as not given. An empty kubeconfig is an error, because it comes from an
        // unset variable and the default kubeconfig would be another cluster's.
        var used = spec.Names.Where(name => given[name] is { } value && !(spec.Environment.Count > 0 && !spec.KeepsEmpty && Text(value) is "")).ToList();
        return used.Count > 1 && used.Select(name => given[name]!.ToJsonString()).Distinct().Count() > 1
            ? throw new HookException($"The options {string.Join(" and ", used.Select(reference))} are names of the same option, but have different values.")
            : used.Count == 0 ? null : given[used[0]];
    }

    private static string Suggestion(string unknown, IEnumerable<string> names, Func<string, string> reference)
    {
        var nearest = names.OrderBy(name => EditDistance.Between(unknown.ToLowerInvariant(), name)).First();
        return EditDistance.Between(unknown.ToLowerInvariant(), nearest) <= Math.Max(2, unknown.Length / 3)
            ? $" Did you mean {reference(nearest)}?"
            : $" Options are: {string.Join(", ", names.Select(reference))}.";
    }

    private static JsonNode Coerce(JsonNode value, OptionSpec spec, string name)
    {
        var coerced = Coerce(value, spec.Type, spec, name);
        return spec.Choices.Count > 0 && !spec.Choices.Contains((string)coerced!)
            ? throw new HookException($"The option {name} must be one of {string.Join(", ", spec.Choices)}, not \"{Shown(value, spec)}\".")
            : coerced;
    }

    private static JsonNode Coerce(JsonNode value, OptionType type, OptionSpec spec, string name) => type switch
    {
        OptionType.Str => Text(value) ?? throw Misfit(value, spec, name, "text"),
        OptionType.Path => ExpandPath(Text(value) ?? throw Misfit(value, spec, name, "a path")),
        OptionType.Bool => Boolean(value) ?? throw Misfit(value, spec, name, "yes or no"),
        OptionType.Int => Number(value) ?? throw Misfit(value, spec, name, "a whole number from 0 to 86400"),
        OptionType.Dict => CoerceObject(value, spec, name),
        OptionType.List => CoerceList(value, spec, name),
        _ => CoerceRaw(value, name),
    };

    private static JsonArray CoerceList(JsonNode value, OptionSpec spec, string name) =>
    [
        .. (Items(value, spec) ?? throw Misfit(value, spec, name, "a list")).Select((item, i) => item is null
            ? throw new HookException($"The option {name}[{i}] is empty.")
            : Coerce(item.DeepClone(), spec.Elements ?? OptionType.Str, spec, $"{name}[{i}]")),
    ];

    private static IEnumerable<JsonNode?>? Items(JsonNode value, OptionSpec spec)
    {
        if (value is JsonArray array)
        {
            return array;
        }

        if (value is JsonObject)
        {
            return spec.Elements == OptionType.Dict ? [value] : null;
        }

        var text = Text(value)!;
        return Parse(text, '[') as IEnumerable<JsonNode?>
            ?? (Parse(text, '{') is JsonObject one ? new[] { one } : null)
            ?? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => (JsonNode?)part);
    }

    /// <summary>An element of a list of objects. Plain text is the value of the object's first option, so a namespace's name is a target.</summary>
    private static JsonObject CoerceObject(JsonNode value, OptionSpec spec, string name)
    {
        var given = value as JsonObject
            ?? (Text(value) is { } text ? Parse(text, '{') as JsonObject ?? Shorthand(text, spec) : null)
            ?? throw Misfit(value, spec, name, "an object");
        try
        {
            return Read(given, spec.Suboptions, static _ => null, static name => name);
        }
        catch (HookException e)
        {
            throw new HookException($"In {name}: {e.Message}", e);
        }
    }

    private static JsonObject? Shorthand(string text, OptionSpec spec)
    {
        var parts = text.Split('/');
        var required = spec.Suboptions.Where(option => option.IsRequired).ToList();
        return parts.Length == required.Count ? new(required.Zip(parts, (option, part) => KeyValuePair.Create(option.Name, (JsonNode?)part))) : null;
    }

    /// <summary>
    /// A path or an object. Any other value may be the content of a kubeconfig with its secrets, so the message does not show it.
    /// </summary>
    private static JsonNode CoerceRaw(JsonNode value, string name)
    {
        if (value is JsonObject)
        {
            return value.DeepClone();
        }

        var text = Text(value);
        var parsed = text is null ? null : Parse(text, '{');
        return parsed is null && (text is null || text.Contains('\n', StringComparison.Ordinal) || text.TrimStart().StartsWith('{'))
            ? throw new HookException($"The option {name} must be a path or an object, not {(value is JsonArray ? "a list" : "a file's content as text (not shown)")}.")
            : parsed ?? ExpandPath(text!);
    }

    private static JsonNode? Parse(string text, char opening)
    {
        try
        {
            return text.TrimStart().StartsWith(opening) ? JsonText.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => (string)value!,
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => null,
    };

    private static JsonNode? Boolean(JsonNode value)
    {
        var text = Text(value)?.Trim().ToLowerInvariant();
        return Yes.Contains(text) ? true : No.Contains(text) ? false : text is "1.0" ? true : text is "0.0" ? false : null;
    }

    private static JsonNode? Number(JsonNode value) =>
        Text(value) is { } text
        && decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.Truncate(number) == number
        && number is >= 0 and <= 86_400
            ? (int)number
            : null;

    /// <summary>Returns <paramref name="path"/> with ~ and variables expanded.</summary>
    public static string ExpandPath(string path)
    {
        var expanded = Variable().Replace(path, match => System.Environment.GetEnvironmentVariable(match.Groups["name"].Value) ?? match.Value);
        return expanded == "~" || expanded.StartsWith("~/", StringComparison.Ordinal)
            ? System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile) + expanded[1..]
            : expanded;
    }

    private static HookException Misfit(JsonNode value, OptionSpec spec, string name, string expected) =>
        new($"The option {name} must be {expected}, not {(value is JsonArray ? "a list" : value is JsonObject ? "an object" : $"\"{Shown(value, spec)}\"")}.");

    private static string Shown(JsonNode value, OptionSpec spec) => spec.IsSecret ? "(not shown)" : Printable.Clean(Text(value));

    [GeneratedRegex(@"\$(?:\{(?<name>\w+)\}|(?<name>\w+))")]
    private static partial Regex Variable();
}
