using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>An arguments file as Ansible writes it for a binary module.</summary>
internal sealed class ModuleArguments : IDisposable
{
    private const int Logged = 3;

    private readonly string _file = Path.GetTempFileName();

    /// <param name="kubeconfig">The cluster's kubeconfig.</param>
    /// <param name="more">Other options that differ from their defaults.</param>
    /// <param name="isLogged">Whether each request is logged, as with -vvv.</param>
    public ModuleArguments(string kubeconfig, JsonObject? more = null, bool isLogged = false)
    {
        var arguments = new JsonObject
        {
            ["kubeconfig"] = kubeconfig,
            ["_ansible_check_mode"] = false,
            ["_ansible_module_name"] = "pull_secret_propagation",
            ["_ansible_verbosity"] = isLogged ? Logged : 0,
        };
        foreach (var (name, value) in more ?? [])
        {
            arguments[name] = value?.DeepClone();
        }

        File.WriteAllText(_file, arguments.ToJsonString());
    }

    /// <summary>Runs the executable with this file.</summary>
    public Command Command => Command.Hook(_file);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);
}
