using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Ansible;

/// <summary>The one argument of a binary module: a file that holds the task's options and Ansible's own settings as JSON.</summary>
/// <param name="Given">Everything in the file.</param>
internal sealed record ModuleArguments(JsonObject Given)
{
    /// <summary>Whether nothing may be written.</summary>
    public bool CheckMode => Flag("_ansible_check_mode");

    /// <summary>Whether a diff is wanted.</summary>
    public bool Diff => Flag("_ansible_diff");

    /// <summary>How many -v there were.</summary>
    public int Verbosity => Given["_ansible_verbosity"] is JsonValue value && value.TryGetValue(out int verbosity) ? verbosity : 0;

    /// <summary>
    /// The arguments, if <paramref name="argv"/> is what Ansible passes: the path of one JSON file that bears its marks. Null
    /// where a person typed the command.
    /// </summary>
    public static ModuleArguments? FromAnsible(IReadOnlyList<string> argv)
    {
        if (argv.Count != 1 || !File.Exists(argv[0]))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllBytes(argv[0])) is JsonObject given && given.Any(pair => pair.Key.StartsWith("_ansible_", StringComparison.Ordinal))
                ? new(given)
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "(module arguments)";

    private bool Flag(string name) => Given[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
