using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostSoftwareHook.Propagation;

/// <summary>The JSON form of a <see cref="Report"/>: snake_case, absent where null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    private static readonly ReportJson Compact = new(With(indented: false));
    private static readonly ReportJson Indented = new(With(indented: true));

    /// <summary>Writes <paramref name="report"/> on one line, or on many for a person.</summary>
    public static string Write(Report report, bool indented = false) => JsonSerializer.Serialize(report, (indented ? Indented : Compact).Report);

    private static JsonSerializerOptions With(bool indented) =>
        new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = indented };
}
