using System.Text.Json.Nodes;
using PostSoftwareHook.Contract;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>
/// Writes results as JSON: the module's result object, or for several clusters a list of <c>{"cluster": name, "result": object}</c>.
/// </summary>
internal static class ResultJson
{
    /// <summary>Indented JSON that ends with a newline. <paramref name="clean"/> is applied to every string.</summary>
    public static string Write(IReadOnlyList<ClusterResult> results, Func<string, string> clean) => ReportJson.Write(Of(results, clean), isIndented: true) + "\n";

    public static JsonNode Of(IReadOnlyList<ClusterResult> results, Func<string, string> clean) => results is [var one]
        ? Of(one, clean)
        : new JsonArray([.. results.Select(result => new JsonObject { ["cluster"] = clean(result.Cluster.Name), ["result"] = Of(result, clean) })]);

    private static JsonObject Of(ClusterResult result, Func<string, string> clean) => ReportJson.Of(result.Run, clean, result.Invocation);
}
