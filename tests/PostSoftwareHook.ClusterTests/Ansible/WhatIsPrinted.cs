namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>
/// No credential is printed, however much is asked for. Every run of every test is scanned; these ask for the most, and make sure
/// that there was something to find.
/// </summary>
public class WhatIsPrinted(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Theory, BothAnsibleCores]
    public async Task At_the_highest_verbosity_and_with_a_diff_no_credential_is_in_it(AnsibleCore core)
    {
        using var node = ControlNode.InCheckout(core, Incident.Planted);
        var playbook = node.Write("play.yml", $$$"""
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - ansible.builtin.include_role:
                    name: pull_secret_propagation
                  vars:
                    pull_secret_propagation_kubeconfig: {{{ControlPlane.Kubeconfig}}}
                    pull_secret_propagation_password: {{{Password()}}}
                    pull_secret_propagation_username: nobody
                    pull_secret_propagation_proxy: http://student:{{{Password()}}}@127.0.0.1:9
                    pull_secret_propagation_no_proxy: 127.0.0.1
                    pull_secret_propagation_fatal: false
                - ansible.builtin.include_role:
                    name: pull_secret_propagation
                  vars:
                    pull_secret_propagation_kubeconfig: {{{ControlPlane.Kubeconfig}}}
                    pull_secret_propagation_targets: [{namespace: openshift-marketplace}]
            """);

        var ran = await node.PlaybookAsync(playbook, "-vvv", "--diff");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("module_args", ran.Output, StringComparison.Ordinal);
        Assert.Contains("registry.redhat.io: credential ", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_v_a_run_stays_readable()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);

        var ran = await node.PlaybookAsync(Repository.PathTo("playbooks/fix_pull_secret.yml"), "-e", $"kubeconfig={ControlPlane.Kubeconfig}", "-v");

        Assert.Contains("Done: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces.", ran.Output, StringComparison.Ordinal);
        Assert.True(ran.Output.Split('\n').Length < 600, ran.Output);
        Assert.True(ran.Output.Split('\n').Max(line => line.Length) < 500, ran.Output);
    }

    private string Password()
    {
        var password = Planted.RandomText(24);
        Incident.Planted.AddToken("a password among the options", password);
        return password;
    }
}
