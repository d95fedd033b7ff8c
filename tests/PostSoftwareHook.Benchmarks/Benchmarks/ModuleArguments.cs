using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>A file of arguments as Ansible writes it for a binary module.</summary>
internal sealed class ModuleArguments : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <summary>The default options for one cluster.</summary>
    public ModuleArguments(string kubeconfig)
    {
        File.WriteAllText(_file, new JsonObject
        {
            ["kubeconfig"] = kubeconfig,
            ["_ansible_check_mode"] = false,
            ["_ansible_module_name"] = "pull_secret_propagation",
        }.ToJsonString());
    }

    /// <summary>The executable with this file.</summary>
    public Command Command => Command.Hook(_file);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);
}
