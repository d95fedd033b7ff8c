using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Ansible;

/// <summary>The one argument of a binary module: a file that holds the task's options and Ansible's own settings as JSON.</summary>
/// <param name="Given">Everything in the file.</param>
/// <param name="Problem">Why the file, which is Ansible's, can't be understood; else null.</param>
internal sealed record ModuleArguments(JsonObject Given, string? Problem = null)
{
    /// <summary>What begins the name of each of Ansible's own settings.</summary>
    private const string Mark = "_ansible_";

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

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
            // The parser's own words may quote a credential.
            return content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes($"\"{Mark}")) < 0
                ? null
                : new([], $"The module's arguments in {Printable.Clean(argv[0])} can't be understood: they are damaged, name a key twice, or are nested more than {Deep.MaxDepth} levels deep.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "(module arguments)";

    private bool Flag(string name) => Given[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
