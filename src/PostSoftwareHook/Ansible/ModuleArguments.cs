using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Ansible;

/// <summary>The only argument of a binary module: a JSON file with the task's options and Ansible's own settings.</summary>
/// <param name="Given">Content of the file.</param>
/// <param name="Problem">Why the file can't be parsed; null if it can.</param>
internal sealed record ModuleArguments(JsonObject Given, string? Problem = null)
{
    /// <summary>Prefix of Ansible's own settings.</summary>
    private const string Mark = "_ansible_";

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    public bool CheckMode => Flag("_ansible_check_mode");

    public bool Diff => Flag("_ansible_diff");

    /// <summary>Number of -v flags.</summary>
    public int Verbosity => Given["_ansible_verbosity"] is JsonValue value && value.TryGetValue(out int verbosity) ? verbosity : 0;

    /// <summary>
    /// The arguments, if <paramref name="argv"/> is what Ansible passes: the path of one JSON file that contains Ansible's settings.
    /// Null for a command that a person typed.
    /// </summary>
    public static ModuleArguments? FromAnsible(IReadOnlyList<string> argv)
    {
        if (argv.Count != 1 || !File.Exists(argv[0]))
        {
            return null;
        }

        byte[] content;
        try
        {
            content = File.ReadAllBytes(argv[0]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        try
        {
            return JsonText.Parse(content, Deep) is JsonObject given && given.Any(pair => pair.Key.StartsWith(Mark, StringComparison.Ordinal))
                ? new(given)
                : null;
        }
        catch (JsonException)
        {
            // The parser's message may quote a credential.
            return content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes($"\"{Mark}")) < 0
                ? null
                : new([], $"The module's arguments in {Printable.Clean(argv[0])} can't be parsed: they are damaged, contain a key twice, or are nested more than {Deep.MaxDepth} levels deep.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "(module arguments)";

    private bool Flag(string name) => Given[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
