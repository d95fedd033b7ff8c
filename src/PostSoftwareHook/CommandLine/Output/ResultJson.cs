using System.Text;
using PostSoftwareHook.Contract;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Results as JSON: the module's result object, or for several clusters a list of <c>{"cluster": name, "result": object}</c>.</summary>
internal static class ResultJson
{
    /// <summary>The JSON, indented, with a line's end, every text in it passed through <paramref name="clean"/>.</summary>
    public static string Write(IReadOnlyList<ClusterResult> results, Func<string, string> clean)
    {
        if (results.Count == 1)
        {
            return ReportJson.Write(results[0].Report, clean, indented: true) + "\n";
        }

        var text = new StringBuilder("[");
        foreach (var result in results)
        {
            var report = ReportJson.Write(result.Report, clean, indented: true).Replace("\n", "\n    ", StringComparison.Ordinal);
            text.Append(text.Length > 1 ? ",\n" : "\n").Append("  {\n    \"cluster\": ").Append(Quoted(clean(result.Cluster.Name))).Append(",\n    \"result\": ").Append(report).Append("\n  }");
        }

        return text.Append("\n]\n").ToString();
    }

    private static string Quoted(string name) => $"\"{System.Text.Json.JsonEncodedText.Encode(name, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
