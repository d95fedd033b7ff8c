namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>What a run costs that finds nothing to do.</summary>
internal sealed class ConvergedRun : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "converged";

    /// <inheritdoc/>
    public string Title => "A run that finds nothing to do";

    /// <inheritdoc/>
    public string Method => """
        The incident is already healed, so no contestant may write anything. *hook task* is a playbook with one task of the module. It is compared with
        *kubernetes.core*, a playbook of that collection's modules that does the same job: it copies the pull secret without the telemetry token,
        appends to `imagePullSecrets`, restarts the pods whose events show failed authentication, and waits. *hook playbook* is
        `ansible-playbook playbooks/fix_pull_secret.yml`: the role, which in addition checks its variables and prints a report. *hook command* is
        `post-software-hook heal --yes`. It is compared with *kubectl*, the same job in bash with jq. The other contestants are written to need few
        requests: they list the whole cluster at once, which on a real cluster is more data than they need. *empty playbook* has one task of
        `ansible.builtin.ping`, which does nothing.

        *CPU without Ansible's* is the CPU of the modules' processes (user and system, measured in the shell in which Ansible starts them). For commands
        without Ansible it is their whole CPU. *API requests* come from the server's audit log.
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
