namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>What Ansible lets a task or a play say works with the module as with any other.</summary>
public class KeywordsOfTasks(KeywordsOfTasks.Fixture played) : IClassFixture<KeywordsOfTasks.Fixture>
{
    [Theory, BothAnsibleCores]
    public void The_groups_module_defaults_name_the_cluster_once(AnsibleCore core)
    {
        var result = played.Result(core, "module_defaults");

        Assert.False(result.Failed, result.Message);
        Assert.Equal(played.Host, (string?)result.Json["cluster"]!["host"]);
    }

    [Theory, BothAnsibleCores]
    public void Check_mode_of_one_task_alone_writes_nothing_and_says_what_it_would_do(AnsibleCore core)
    {
        Assert.True(played.Result(core, "check_mode").Changed);
        Assert.StartsWith("Would do: ", played.Result(core, "check_mode").Message, StringComparison.Ordinal);
        Assert.Equal("created", played.Result(core, "become").SecretAction(Names.MarketplaceNamespace)); // which comes later
    }

    [Theory, BothAnsibleCores]
    public void Diff_of_one_task_alone_shows_before_and_after(AnsibleCore core)
    {
        Assert.Contains("serviceaccount workshop-operators imagePullSecrets: []", played.Result(core, "diff").Before, StringComparison.Ordinal);
        Assert.Contains("serviceaccount workshop-operators imagePullSecrets: [pull-secret]", played.Result(core, "diff").After, StringComparison.Ordinal);
        Assert.Null(played.Result(core, "check_mode").After);
    }

    [Theory, BothAnsibleCores]
    public void Become_heals_as_without(AnsibleCore core)
    {
        Assert.True(played.Result(core, "become").Changed);
        Assert.False(played.Result(core, "become").Failed, played.Result(core, "become").Message);
    }

    [Theory, BothAnsibleCores]
    public void Async_is_polled_to_its_result(AnsibleCore core)
    {
        Assert.False(played.Result(core, "async and poll").Failed, played.Result(core, "async and poll").Message);
        Assert.Equal("unchanged", (string?)played.Result(core, "async and poll").Json["outcome"]);
        Assert.Equal(played.Host, (string?)played.Result(core, "async and poll").Json["cluster"]!["host"]);
    }

    [Theory, BothAnsibleCores]
    public void Async_that_is_left_alone_is_found_by_async_status(AnsibleCore core) =>
        Assert.Equal(played.Host, (string?)played.Result(core, "async_status").Json["cluster"]!["host"]);

    [Theory, BothAnsibleCores]
    public void No_log_hides_the_result(AnsibleCore core)
    {
        var result = played.Run(core).Task("no_log");

        Assert.Contains("no_log: true", (string?)result["censored"], StringComparison.Ordinal);
        Assert.False(result.ContainsKey("targets"));
    }

    [Theory, BothAnsibleCores]
    public void A_registered_result_can_be_judged_by_the_play(AnsibleCore core) =>
        Assert.Equal("not_authentication, unchanged", played.Run(core).Message("registered"));

    [Theory, BothAnsibleCores]
    public void A_failure_can_be_gone_on_from(AnsibleCore core)
    {
        var result = played.Result(core, "failure");

        Assert.True(result.Failed);
        Assert.Equal(1, played.Run(core).Count("ignored"));
        Assert.Equal(0, played.Run(core).Count("failures"));
    }

    /// <summary>The playbook, in which the collection is installed.</summary>
    public sealed class Fixture : PlaybookFixture
    {
        private protected override Task<ControlNode> NodeAsync(AnsibleCore core, Planted planted) => ControlNode.WithCollectionAsync(core, planted);

        private protected override Task<string> PlaybookAsync(ControlNode node, SnoIncident incident) => Task.FromResult(
            new PlaybookText("post_software.hook.pull_secret_propagation")
                .Task("check_mode", "wait_timeout: 60", "check_mode: true")
                .Task("diff", "wait_timeout: 60", "check_mode: true", "diff: true")
                .Task("module_defaults", "wait_timeout: 60", "check_mode: true")
                .Task("become", "wait_timeout: 60", "become: true")
                .Task("async and poll", "wait_timeout: 60", "async: 90", "poll: 1")
                .Task("async", "wait_timeout: 60", "async: 90", "poll: 0", "register: started")
                .Task("no_log", "wait_timeout: 60", "no_log: true")
                .Task("registering", "wait_timeout: 60", "register: result")
                .Task("failure", "{wait_timeout: 60, kubeconfig: /nowhere/kubeconfig}")
                .Text("""
                    - name: async_status
                      ansible.builtin.async_status:
                        jid: "{{ started.ansible_job_id }}"
                      register: finished
                      until: finished is finished
                      retries: 60
                      delay: 1
                    - name: registered
                      ansible.builtin.debug:
                        msg: "{{ [result.diagnosis.verdict, result.outcome] | join(', ') }}"
                    """)
                .ToString($"module_defaults: {{group/post_software.hook.k8s: {{kubeconfig: {incident.ControlPlane.Kubeconfig}}}}}"));
    }
}
