using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PostSoftwareHook.Contract;

/// <summary>The JSON form of a <see cref="Report"/>: snake_case, absent where null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    private static readonly ReportJson Compact = new(With(indented: false));
    private static readonly ReportJson Indented = new(With(indented: true));

    /// <summary>Writes <paramref name="report"/> on one line, or on many for a person, every text in it passed through <paramref name="clean"/>; names stay as they are.</summary>
    public static string Write(Report report, Func<string, string> clean, bool indented = false)
    {
        var node = JsonSerializer.SerializeToNode(report, Compact.Report)!;
        Clean(node, clean);
        return node.ToJsonString((indented ? Indented : Compact).Options);
    }

    /// <summary>Writes <paramref name="report"/> on one line, or on many for a person.</summary>
    public static string Write(Report report, bool indented = false) => JsonSerializer.Serialize(report, (indented ? Indented : Compact).Report);

    private static void Clean(JsonNode node, Func<string, string> clean)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (name, value) in item.ToList())
                {
                    item[name] = Cleaned(value, clean);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    // A node that stays where it is has a parent already, and an array refuses it.
                    var (value, cleaned) = (items[i], Cleaned(items[i], clean));
                    if (!ReferenceEquals(value, cleaned))
                    {
                        items[i] = cleaned;
                    }
                }

                break;
        }
    }

    private static JsonNode? Cleaned(JsonNode? value, Func<string, string> clean)
    {
        if (value is null || value.GetValueKind() != JsonValueKind.String)
        {
            Clean(value ?? new JsonObject(), clean);
            return value;
        }

        return clean((string)value!);
    }

    private static JsonSerializerOptions With(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
        };
}
