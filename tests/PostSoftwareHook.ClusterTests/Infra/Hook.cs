using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Calls the published executable as Ansible would, with an args file, without the seconds that Ansible itself takes.</summary>
/// <param name="controlPlane">The cluster.</param>
/// <param name="planted">The secrets that may not be printed.</param>
internal sealed class Hook(ControlPlane controlPlane, Planted planted)
{
    /// <summary>How a line of a stack trace begins.</summary>
    private const string StackFrame = "\n   at ";

    /// <summary>One on the incident's cluster.</summary>
    public Hook(SnoIncident incident)
        : this(incident.ControlPlane, incident.Planted)
    {
    }

    /// <summary>Runs the module; whatever it prints is scanned for secrets.</summary>
    /// <param name="options">Options beside the kubeconfig, which is the cluster's unless they name another; null values are left out.</param>
    /// <param name="checkMode">Ansible's check mode.</param>
    /// <param name="diff">Ansible's --diff.</param>
    /// <param name="verbosity">How many -v.</param>
    public async Task<HookResult> RunAsync(JsonObject? options = null, bool checkMode = false, bool diff = false, int verbosity = 0)
    {
        using var process = Start(options, checkMode, diff, verbosity);
        return await EndOfAsync(process);
    }

    /// <summary>The same, with the options written as JSON.</summary>
    public Task<HookResult> RunAsync(string options, bool checkMode = false, bool diff = false, int verbosity = 0) =>
        RunAsync(JsonNode.Parse(options)!.AsObject(), checkMode, diff, verbosity);

    /// <summary>Starts the module and lets it run.</summary>
    public Process Start(JsonObject? options = null, bool checkMode = false, bool diff = false, int verbosity = 0) =>
        Ran.Start(Repository.Executable, [WriteArguments(options, checkMode, diff, verbosity)]);

    /// <summary>Writes the args file that Ansible would pass, in a folder of its own, and returns its path.</summary>
    public string WriteArguments(JsonObject? options = null, bool checkMode = false, bool diff = false, int verbosity = 0)
    {
        var arguments = new JsonObject
        {
            ["kubeconfig"] = controlPlane.Kubeconfig,
            ["wait_timeout"] = 60,
            ["_ansible_check_mode"] = checkMode,
            ["_ansible_diff"] = diff,
            ["_ansible_verbosity"] = verbosity,
            ["_ansible_module_name"] = "pull_secret_propagation",
        };
        foreach (var (name, value) in options ?? [])
        {
            arguments[name] = value?.DeepClone();
        }

        return new TempFolder().Write("args", arguments.ToJsonString());
    }

    /// <summary>Waits for the module's end and reads its result.</summary>
    public async Task<HookResult> EndOfAsync(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        var ran = await Ran.EndOfAsync(process);
        Directory.Delete(Path.GetDirectoryName(process.StartInfo.ArgumentList[0])!, recursive: true);
        Leaks.MustNotBeIn(ran.All, planted);
        Assert.DoesNotContain(StackFrame, ran.All, StringComparison.Ordinal);
        Assert.DoesNotContain("A defect in ", ran.All, StringComparison.Ordinal);
        var result = new HookResult(Assert.IsType<JsonObject>(JsonNode.Parse(ran.Output)));
        Assert.Equal(result.Failed ? 1 : 0, ran.ExitCode);
        return result;
    }

    /// <summary>Types the command, with the cluster's kubeconfig unless the arguments name one.</summary>
    public async Task<Ran> TypeAsync(params string[] arguments)
    {
        var withKubeconfig = arguments.Contains("--kubeconfig") ? arguments : [.. arguments, "--kubeconfig", controlPlane.Kubeconfig];
        var ran = await Ran.ToTheEndAsync(Repository.Executable, withKubeconfig);
        Leaks.MustNotBeIn(ran.All, planted);
        return ran;
    }
}
