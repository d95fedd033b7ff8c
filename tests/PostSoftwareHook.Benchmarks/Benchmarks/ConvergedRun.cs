namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Cost of a run that finds nothing to do.</summary>
internal sealed class ConvergedRun : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "converged";

    /// <inheritdoc/>
    public string Title => "A run that finds nothing to do";

    /// <inheritdoc/>
    public string Method => """
        The incident is already healed. *hook task* is a playbook with one task of the module. It is compared with *kubernetes.core*, a playbook that
        does the same job with that collection's modules: it copies the secret without the telemetry token, appends to `imagePullSecrets`, restarts the
        pods whose events show an authentication failure, and waits. *hook playbook* is `ansible-playbook playbooks/fix_pull_secret.yml`: the role,
        which also checks its variables and prints a report. *hook command* is `post-software-hook heal --yes`. It is compared with *kubectl*, the same
        job in bash with jq. The peers need few calls, because they list whole kinds at once; on a real cluster that is more than they need. None
        may write anything. *empty playbook* has one task, `ansible.builtin.ping`, which does nothing.

        *CPU without Ansible's* is the CPU time of the modules' processes (user and system, measured by the shell that Ansible starts them with);
        for commands without Ansible it is that of the whole command. *API requests* are from the server's audit log.
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(bool isQuick)
    {
        await using var controlPlane = await ControlPlane.StartAsync();
        await using var incident = await SnoIncident.CreateAsync(controlPlane);
        await Module.RunAsync(incident);
        return await Contest.RunAsync(incident, isQuick ? 1 : 5, () => Task.CompletedTask, async (before, requests) =>
        {
            BenchmarkException.Require(!requests.Any(request => request.IsWrite), $"A converged run wrote: {requests.FirstOrDefault(request => request.IsWrite)}");
            (await ClusterState.ReadAsync(incident)).RequireSamePods(before);
        }, withFloor: true);
    }
}
