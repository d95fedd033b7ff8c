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
        The incident is healed already. *hook task* is a playbook of one task of the module; beside it *kubernetes.core*, a playbook of that
        collection's modules that does the same job: it copies without the telemetry token, appends to `imagePullSecrets`, restarts what
        authentication held back by the events, and waits. *hook playbook* is `ansible-playbook playbooks/fix_pull_secret.yml`: the role, which
        checks its variables and reports for people besides, as the peer does not. *hook command* is `post-software-hook heal --yes`; beside it
        *kubectl*, the same job in bash with jq. The peers are written to need few calls: they list the whole cluster at once, which on a real one
        is more than they need to see. None may write anything. *empty playbook* is one task of `ansible.builtin.ping`, which does nothing.

        *CPU without Ansible's* is that of the modules' processes (user and system, by the shell through which Ansible starts them); without Ansible it is
        all of the command. *API requests* are from the server's audit log.
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
