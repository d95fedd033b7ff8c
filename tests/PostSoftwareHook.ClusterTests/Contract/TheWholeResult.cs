using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Contract;

/// <summary>The module's result, whole: what a playbook may rely on.</summary>
public class TheWholeResult(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Of_a_run_that_heals_is_this()
    {
        var result = await Hook.RunAsync(diff: true);

        Snapshots.Match(Scrubbed(result), "Healing");
    }

    [Fact]
    public async Task Of_a_second_run_is_this()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();

        var result = await Hook.RunAsync(diff: true);

        Snapshots.Match(Scrubbed(result), "SecondRun");
    }

    private static string Scrubbed(HookResult result)
    {
        var json = result.Json.DeepClone().AsObject();
        json["requests"] = "REQUESTS";
        json["duration"] = "DURATION";
        foreach (var (name, text) in json["diff"]!.AsObject().ToList())
        {
            json["diff"]![name] = new JsonArray([.. SortedPods(Scrub.Text((string)text!).Split('\n')).Select(line => (JsonNode?)line)]);
        }

        // Pods of equal owners are sorted by their random names; the update poll's is one of two.
        foreach (var target in json["targets"]!.AsArray())
        {
            target!["pods"] = Sorted(target["pods"]!.AsArray());
        }

        json["diagnosis"]!["evidence"] = Sorted(json["diagnosis"]!["evidence"]!.AsArray());
        return Scrub.Text(json.ToJsonString(Readable));
    }

    /// <summary>The lines, with those of a namespace's pods, which end it, sorted by what is left of their names.</summary>
    private static IEnumerable<string> SortedPods(IReadOnlyList<string> lines)
    {
        var pods = new List<string>();
        foreach (var line in lines)
        {
            if (line.StartsWith("  pod ", StringComparison.Ordinal))
            {
                pods.Add(line);
                continue;
            }

            foreach (var pod in pods.Order(StringComparer.Ordinal))
            {
                yield return pod;
            }

            pods.Clear();
            yield return line;
        }
    }

    private static JsonArray Sorted(JsonArray items) =>
        [.. items.Select(item => item!.DeepClone()).OrderBy(item => Scrub.Text(item.ToJsonString()), StringComparer.Ordinal)];
}
