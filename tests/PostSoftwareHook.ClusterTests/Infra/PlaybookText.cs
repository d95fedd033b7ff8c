using System.Text;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Writes a playbook of tasks that call the module, none of which stops it.</summary>
internal sealed class PlaybookText(string module = "pull_secret_propagation")
{
    private readonly StringBuilder _tasks = new();

    /// <summary>Adds a task.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">The module's options, as one line of YAML, with or without braces.</param>
    /// <param name="keywords">The task's keywords, each as one line of YAML.</param>
    public PlaybookText Task(string name, string options, params IEnumerable<string> keywords)
    {
        _tasks.Append($"    - name: {name}\n      {module}: {(options.StartsWith('{') ? options : $"{{{options}}}")}\n      ignore_errors: true\n");
        foreach (var keyword in keywords)
        {
            _tasks.Append($"      {keyword}\n");
        }

        return this;
    }

    /// <summary>Adds tasks of other modules, as a list in YAML.</summary>
    public PlaybookText Text(string tasks)
    {
        _tasks.Append($"    {tasks.Replace("\n", "\n    ", StringComparison.Ordinal)}\n");
        return this;
    }

    /// <summary>The playbook, with some more keywords of the play, each as one line of YAML.</summary>
    public string ToString(params IEnumerable<string> keywords) =>
        $"- name: Try\n  hosts: localhost\n  connection: local\n  gather_facts: false\n{string.Concat(keywords.Select(keyword => $"  {keyword}\n"))}  tasks:\n{_tasks}";
}
