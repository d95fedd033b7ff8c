namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>Every way to say which cluster is meant and who one is there; one playbook tries them all, in check mode.</summary>
public class WaysToNameTheCluster(WaysToNameTheCluster.Fixture played) : IClassFixture<WaysToNameTheCluster.Fixture>
{
    [Theory, BothAnsibleCores]
    public void A_kubeconfigs_path(AnsibleCore core) => Leads(core, "a path");

    [Theory, BothAnsibleCores]
    public void A_kubeconfig_as_a_dictionary(AnsibleCore core)
    {
        Leads(core, "a dictionary");
        Assert.Equal("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", (string?)played.Result(core, "a dictionary").Json["invocation"]!["module_args"]!["kubeconfig"]);
    }

    [Theory, BothAnsibleCores]
    public void A_kubeconfig_with_a_tokenFile_beside_it(AnsibleCore core) => Leads(core, "a token file");

    [Theory, BothAnsibleCores]
    public void A_kubeconfig_with_an_exec_plugin_beside_it(AnsibleCore core) => Leads(core, "an exec plugin");

    [Theory, BothAnsibleCores]
    public void A_kubeconfig_with_certificates_beside_it(AnsibleCore core) => Leads(core, "relative certificates");

    [Theory, BothAnsibleCores]
    public void The_tasks_environment(AnsibleCore core) => Leads(core, "the environment's kubeconfig");

    [Theory, BothAnsibleCores]
    public void The_tasks_environment_without_any_kubeconfig(AnsibleCore core) => Leads(core, "the environment's host");

    [Theory, BothAnsibleCores]
    public void A_host_and_a_token(AnsibleCore core) => Leads(core, "a host and a token");

    [Theory, BothAnsibleCores]
    public void A_host_and_a_client_certificate(AnsibleCore core) => Leads(core, "a host and a client certificate");

    [Theory, BothAnsibleCores]
    public void A_user_to_act_as(AnsibleCore core) => Leads(core, "an impersonated user");

    [Theory, BothAnsibleCores]
    public void A_certificate_that_is_not_verified_leads_there_with_a_warning(AnsibleCore core)
    {
        Leads(core, "an unverified certificate");
        Assert.Contains(played.Result(core, "an unverified certificate").Warnings, warning => warning.StartsWith($"The certificate of {played.Host} is not verified", StringComparison.Ordinal));
        Assert.DoesNotContain(played.Result(core, "a path").Warnings, warning => warning.Contains("not verified", StringComparison.Ordinal));
    }

    [Theory, BothAnsibleCores]
    public void A_dictionary_that_is_no_kubeconfig_is_refused(AnsibleCore core) =>
        Refused(core, "a dictionary that is none", "The kubeconfig given as an object has no current-context.");

    [Theory, BothAnsibleCores]
    public void A_tokenFile_that_is_not_there_is_refused(AnsibleCore core) =>
        Refused(core, "no token file", $"The tokenFile named by kubeconfig {played.Home(core)}/no-token-file, {played.Home(core)}/nowhere/token, does not exist. Check the path.");

    [Theory, BothAnsibleCores]
    public void An_exec_plugin_that_is_not_there_is_refused(AnsibleCore core) =>
        Refused(core, "no exec plugin", $"The exec plugin ./nowhere/log-in of kubeconfig {played.Home(core)}/no-exec-plugin (context incident) can't be started: ");

    [Theory, BothAnsibleCores]
    public void An_exec_plugin_that_fails_is_refused_without_what_it_printed(AnsibleCore core) =>
        Refused(core, "a failing exec plugin", $"The exec plugin ./log-in of kubeconfig {played.Home(core)}/failing-exec-plugin (context incident) ended with exit code 3. Run it by hand to see why.");

    [Theory, BothAnsibleCores]
    public void Certificates_that_are_not_there_are_refused(AnsibleCore core) =>
        Refused(core, "no certificates", $"The certificate-authority named by kubeconfig {played.Home(core)}/no-certificates, {played.Home(core)}/nowhere/ca.crt, does not exist. ");

    [Theory, BothAnsibleCores]
    public void An_auth_provider_is_refused(AnsibleCore core) =>
        Refused(core, "an auth provider", $"Kubeconfig {played.Home(core)}/auth-provider logs in with the auth-provider \"gcp\", which Kubernetes has removed.");

    [Theory, BothAnsibleCores]
    public void A_user_to_act_as_who_may_not_is_refused_by_his_name(AnsibleCore core) =>
        Refused(core, "an impersonated nobody", "nobody-in-particular may not list namespaces at cluster scope (403 Forbidden).");

    [Theory, BothAnsibleCores]
    public void None_of_them_writes(AnsibleCore core) => Assert.Empty(played.Writes(core));

    private void Leads(AnsibleCore core, string way)
    {
        var result = played.Result(core, way);
        Assert.False(result.Failed, result.Message);
        Assert.Equal(played.Host, (string?)result.Json["cluster"]!["host"]);
        Assert.Equal("link_missing", result.Verdict);
    }

    private void Refused(AnsibleCore core, string way, string beginning)
    {
        var result = played.Result(core, way);
        Assert.True(result.Failed);
        Assert.StartsWith(beginning, result.Message, StringComparison.Ordinal);
    }

    /// <summary>The playbook.</summary>
    public sealed class Fixture : PlaybookFixture
    {
        private protected override IReadOnlyList<string> Arguments => ["--check"];

        private protected override async Task<string> PlaybookAsync(ControlNode node, SnoIncident incident)
        {
            var controlPlane = incident.ControlPlane;
            var certificate = controlPlane.IssueClientCertificate("somebody-with-a-certificate", ControlPlaneUsers.MastersGroup);
            controlPlane.Planted.AddPrivateKey("somebody's private key", certificate.PrivateKeyPem);
            node.Write("certificates/ca.crt", await File.ReadAllTextAsync(controlPlane.CaCertificatePath));
            node.Write("certificates/client.crt", certificate.CertificatePem);
            node.Write("certificates/client.key", certificate.PrivateKeyPem);
            node.Write("secrets/token", await AdminTokenAsync(incident));
            node.WriteProgram("log-in", LogIn);

            const string Ca = "certificates/ca.crt";
            WriteKubeconfig(node, controlPlane, "token-file", Ca, "{tokenFile: secrets/token}");
            WriteKubeconfig(node, controlPlane, "no-token-file", Ca, "{tokenFile: nowhere/token}");
            WriteKubeconfig(node, controlPlane, "exec-plugin", Ca, Exec(node, "./log-in", "the student"));
            WriteKubeconfig(node, controlPlane, "no-exec-plugin", Ca, Exec(node, "./nowhere/log-in", "the student"));
            WriteKubeconfig(node, controlPlane, "failing-exec-plugin", Ca, Exec(node, "./log-in", "a stranger"));
            WriteKubeconfig(node, controlPlane, "certificates.yml", Ca, "{client-certificate: certificates/client.crt, client-key: certificates/client.key}");
            WriteKubeconfig(node, controlPlane, "no-certificates", "nowhere/ca.crt", "{tokenFile: secrets/token}");
            WriteKubeconfig(node, controlPlane, "auth-provider", Ca, "{auth-provider: {name: gcp}}");

            return new PlaybookText()
                .Task("a path", $"kubeconfig: {controlPlane.Kubeconfig}")
                .Task("a dictionary", $"kubeconfig: \"{{{{ lookup('ansible.builtin.file', '{controlPlane.Kubeconfig}') | from_yaml }}}}\"")
                .Task("a token file", "kubeconfig: ~/token-file")
                .Task("an exec plugin", "kubeconfig: $HOME/exec-plugin")
                .Task("relative certificates", "kubeconfig: ~/certificates.yml")
                .Task("the environment's kubeconfig", "wait: false", $"environment: {{K8S_AUTH_KUBECONFIG: {controlPlane.Kubeconfig}}}")
                .Task("the environment's host", "wait: false", $"environment: {{K8S_AUTH_HOST: '{controlPlane.Host}', K8S_AUTH_API_KEY: '{{{{ token }}}}', K8S_AUTH_SSL_CA_CERT: {controlPlane.CaCertificatePath}}}")
                .Task("a host and a token", $"{{host: '{controlPlane.Host}', api_key: '{{{{ token }}}}', ca_cert: ~/{Ca}}}")
                .Task("a host and a client certificate", $"{{host: '{controlPlane.Host}', ca_cert: ~/{Ca}, client_cert: ~/certificates/client.crt, client_key: ~/certificates/client.key}}")
                .Task("an impersonated user", $"{{kubeconfig: {controlPlane.Kubeconfig}, impersonate_user: somebody, impersonate_groups: ['{ControlPlaneUsers.MastersGroup}']}}")
                .Task("an impersonated nobody", $"{{kubeconfig: {controlPlane.Kubeconfig}, impersonate_user: nobody-in-particular}}")
                .Task("an unverified certificate", $"{{host: '{controlPlane.Host}', api_key: '{{{{ token }}}}', validate_certs: false}}")
                .Task("a dictionary that is none", "kubeconfig: {apiVersion: v1, kind: Config}")
                .Task("no token file", "kubeconfig: ~/no-token-file")
                .Task("no exec plugin", "kubeconfig: ~/no-exec-plugin")
                .Task("a failing exec plugin", "kubeconfig: ~/failing-exec-plugin")
                .Task("no certificates", "kubeconfig: ~/no-certificates")
                .Task("an auth provider", "kubeconfig: ~/auth-provider")
                .ToString("vars: {token: \"{{ lookup('ansible.builtin.file', '~/secrets/token') }}\"}");
        }

        private const string LogIn = """
            #!/bin/sh
            echo "asking for the password" >&2
            if [ "$1" != "the student" ]; then cat "$TOKEN_FILE" >&2; exit 3; fi
            printf '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "%s"}}' "$(cat "$TOKEN_FILE")"
            """;

        private static string Exec(ControlNode node, string command, string argument) =>
            $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: {command}, args: ['{argument}'], env: [{{name: TOKEN_FILE, value: {node.Home}/secrets/token}}], interactiveMode: Never}}}}";

        private static void WriteKubeconfig(ControlNode node, ControlPlane controlPlane, string name, string authority, string user) => node.Write(name, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: incident, cluster: {server: '{{controlPlane.Host}}', certificate-authority: {{authority}} } }]
            users: [{name: incident, user: {{user}} }]
            contexts: [{name: incident, context: {cluster: incident, user: incident} }]
            current-context: incident
            """);
    }
}
