using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>What each task of an ansible-playbook run returned.</summary>
internal sealed record AnsibleRun(Ran Ran, JsonObject Document)
{
    /// <summary>A host's figures in the recap: ok, changed, failures, unreachable, skipped.</summary>
    public int Count(string what, string host = "localhost") => (int)Document["stats"]![host]![what]!;

    /// <summary>Whether nothing failed.</summary>
    public bool Succeeded => Ran.ExitCode == 0;

    /// <summary>The result of the last task whose name ends that way.</summary>
    public JsonObject Task(string name, string host = "localhost") => Tasks(name, host) is [.., var last]
        ? last
        : throw new KeyNotFoundException($"There is no task {name} of {host}. There are: {string.Join(", ", AllTasks.Select(NameOf))}\n{Ran.Errors}");

    /// <summary>The results of all tasks whose name ends that way, in order.</summary>
    public IReadOnlyList<JsonObject> Tasks(string name, string host = "localhost") =>
        [.. AllTasks.Where(task => NameOf(task).EndsWith(name, StringComparison.Ordinal)).Select(task => task["hosts"]![host]).OfType<JsonObject>()];

    /// <summary>The names of the tasks that changed something.</summary>
    public IReadOnlyList<string> Changed(string host = "localhost") =>
        [.. AllTasks.Where(task => task["hosts"]![host] is { } result && (bool?)result["changed"] == true).Select(NameOf)];

    /// <summary>The module's results, one for each time the role was called.</summary>
    public IReadOnlyList<HookResult> Healings(string host = "localhost") =>
    [
        .. AllTasks.Where(task => NameOf(task).Contains("Heal the image pulls of ", StringComparison.Ordinal))
            .Select(task => task["hosts"]![host]).OfType<JsonObject>().Select(result => new HookResult(result)),
    ];

    /// <summary>The outcome that the role left in a fact, the last time.</summary>
    public JsonNode Outcome(string host = "localhost") => Task("Keep the outcome", host)["ansible_facts"]!["pull_secret_propagation_outcome"]!;

    /// <summary>What the role told a person, the last time.</summary>
    public string Report(string host = "localhost") => Lines(Task(" : Report", host)["msg"]);

    /// <summary>The message of the last task of that name; lists as lines.</summary>
    public string Message(string name, string host = "localhost") => Lines(Task(name, host)["msg"]);

    /// <summary>Reads what the callback ansible.posix.json printed.</summary>
    public static AnsibleRun Parse(Ran ran)
    {
        try
        {
            return new(ran, JsonNode.Parse(ran.Output)!.AsObject());
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"ansible-playbook printed no JSON (exit code {ran.ExitCode}):\n{ran.All}", e);
        }
    }

    private IEnumerable<JsonNode> AllTasks => Document["plays"]!.AsArray().SelectMany(play => play!["tasks"]!.AsArray()).OfType<JsonNode>();

    private static string NameOf(JsonNode task) => (string)task["task"]!["name"]!;

    private static string Lines(JsonNode? message) => message is JsonArray lines ? string.Join('\n', lines.Select(line => (string)line!)) : (string?)message ?? "";
}
