using System.Text.Json.Nodes;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Options;

public class BindingOptions
{
    [Fact]
    public void The_defaults_of_the_options_are_those_of_the_settings()
    {
        var settings = Settings("{}");
        var defaults = new Settings();

        Assert.Equal(defaults.Sources, settings.Sources);
        Assert.Equal(defaults.Registries.Include, settings.Registries.Include);
        Assert.Equal(defaults.Registries.Exclude, settings.Registries.Exclude);
        Assert.Equal(defaults.SecretName, settings.SecretName);
        Assert.Equal(defaults.Targets, settings.Targets);
        Assert.Equal(defaults.ExcludeNamespaces, settings.ExcludeNamespaces);
        Assert.Equal(
            (defaults.WaitForNamespaces, defaults.Restart, defaults.Force, defaults.Wait, defaults.WaitTimeout, defaults.ManagedCluster),
            (settings.WaitForNamespaces, settings.Restart, settings.Force, settings.Wait, settings.WaitTimeout, settings.ManagedCluster));
    }

    [Theory]
    [InlineData("{}", false, "Heal")]
    [InlineData("{}", true, "Diagnose")]
    [InlineData("""{"state": "present"}""", false, "Heal")]
    [InlineData("""{"state": "absent"}""", false, "Remove")]
    [InlineData("""{"state": "absent"}""", true, "PreviewRemoval")]
    public void State_and_check_mode_are_one_purpose(string given, bool isCheckMode, string purpose) =>
        Assert.Equal(purpose, OptionBinder.Purpose(OptionReader.Read(JsonNode.Parse(given)!.AsObject(), OptionTable.All, _ => null), isCheckMode).ToString());

    [Fact]
    public void Every_setting_has_its_option()
    {
        var settings = Settings("""
            {
              "sources": ["a/b", "c/d"], "registries": "quay.io", "exclude_registries": [], "secret_name": "mirror-pull",
              "targets": [{"namespace": "team-*", "service_accounts": ["app", "x*"], "restart": "never"}, "other"],
              "exclude_namespaces": "team-x", "wait_for_namespaces": 60, "restart": "never", "force": "yes", "wait": "no", "wait_timeout": "90"
            }
            """);

        Assert.Equal([new("a", "b"), new("c", "d")], settings.Sources);
        Assert.Equal([new("quay.io")], settings.Registries.Include);
        Assert.Empty(settings.Registries.Exclude);
        Assert.Equal("mirror-pull", settings.SecretName);
        Assert.Equal(["team-*", "other"], settings.Targets.Select(target => target.Namespace.Pattern));
        Assert.Equal([new("app"), new("x*")], settings.Targets[0].ServiceAccounts!);
        Assert.Null(settings.Targets[1].ServiceAccounts);
        Assert.Equal([RestartPolicy.Never, null], settings.Targets.Select(target => target.Restart));
        Assert.Equal([new("team-x")], settings.ExcludeNamespaces);
        Assert.Equal((TimeSpan.FromMinutes(1), RestartPolicy.Never, true, false, TimeSpan.FromSeconds(90)),
            (settings.WaitForNamespaces, settings.Restart, settings.Force, settings.Wait, settings.WaitTimeout));
    }

    [Fact]
    public void A_target_may_restart_where_the_run_does_not() =>
        Assert.Equal(RestartPolicy.AuthFailures, Settings("""{"restart": "never", "targets": [{"namespace": "a", "restart": "auth_failures"}]}""").Targets.Single().Restart);

    [Theory]
    [InlineData("""{"targets": [{"namespace": "a", "service_accounts": ["auto", "b"]}]}""", "In targets, service_accounts of a must be either auto alone or a list of patterns.")]
    [InlineData("""{"targets": []}""", "The option targets is empty. Leave it out for its default, or name at least one.")]
    [InlineData("""{"targets": [""]}""", "In targets, a namespace is empty. Name one, or give a pattern.")]
    [InlineData("""{"sources": ""}""", "The option sources is empty. Leave it out for its default, or name at least one.")]
    [InlineData("""{"sources": ["/pull-secret"]}""", "The option sources must be a Kubernetes name (lower-case letters, digits, dashes and dots), not \"\".")]
    [InlineData("""{"sources": [{"namespace": "a", "name": "../b"}]}""", "The option sources must be a Kubernetes name (lower-case letters, digits, dashes and dots), not \"../b\".")]
    [InlineData("""{"secret_name": ""}""", "The option secret_name must be a Kubernetes name (lower-case letters, digits, dashes and dots), not \"\".")]
    [InlineData("""{"secret_name": "Pull_Secret"}""", "The option secret_name must be a Kubernetes name (lower-case letters, digits, dashes and dots), not \"Pull_Secret\".")]
    [InlineData("""{"secret_name": "open-cluster-management-image-pull-credentials"}""", "The option secret_name can't be open-cluster-management-image-pull-credentials: RHACM owns that secret and overwrites it. Give another name.")]
    [InlineData("""{"secret_name": "builder-dockercfg-x7k2p"}""", "The option secret_name can't be builder-dockercfg-x7k2p: OpenShift owns the secrets called *-dockercfg-*. Give another name.")]
    public void What_can_not_be_meant_is_refused(string given, string message) => Assert.Equal(message, InTask.Message(Assert.Throws<HookException>(() => Settings(given))));

    [Fact]
    public void Every_option_of_the_connection_is_bound()
    {
        var connection = OptionBinder.Connection(Values("""
            {
              "kubeconfig": "/k", "context": "admin", "host": "https://api.example.com:6443/", "api_key": "t", "username": "u", "password": "p", "validate_certs": false,
              "ca_cert": "/ca", "client_cert": "/c", "client_key": "/key", "proxy": "http://proxy", "no_proxy": "svc", "impersonate_user": "eve", "impersonate_groups": "a,b"
            }
            """));

        Assert.Equal("/k", (string)connection.Kubeconfig!);
        Assert.Equal(("admin", "https://api.example.com:6443", "t", "u", "p"), (connection.Context, connection.Host, connection.ApiKey, connection.Username, connection.Password));
        Assert.Equal((false, "/ca", "/c", "/key"), (connection.ValidateCerts, connection.CaCert, connection.ClientCert, connection.ClientKey));
        Assert.Equal(("http://proxy", "svc", "eve"), (connection.Proxy, connection.NoProxy, connection.ImpersonateUser));
        Assert.Equal(["a", "b"], connection.ImpersonateGroups);
    }

    [Fact]
    public void Without_options_the_connection_is_open()
    {
        var connection = OptionBinder.Connection(Values("{}"));

        Assert.Null(connection.Kubeconfig);
        Assert.Null(connection.ValidateCerts);
        Assert.Empty(connection.ImpersonateGroups);
    }

    [Fact]
    public void A_hub_is_asked_only_with_its_kubeconfig_and_the_clusters_name()
    {
        Assert.Null(OptionBinder.Hub(Values("{}")));
        var hub = OptionBinder.Hub(Values("""{"managed_cluster": "one", "hub_kubeconfig": "/hub", "hub_context": "admin"}"""))!;
        Assert.Equal(("/hub", "admin"), ((string)hub.Kubeconfig!, hub.Context));
    }

    [Theory]
    [InlineData("""{"managed_cluster": "one"}""", "managed_cluster is given without hub_kubeconfig. ")]
    [InlineData("""{"managed_cluster": "one", "hub_context": "admin"}""", "managed_cluster is given without hub_kubeconfig. ")]
    [InlineData("""{"hub_kubeconfig": "/hub"}""", "hub_kubeconfig or hub_context is given without managed_cluster. ")]
    [InlineData("""{"hub_context": "admin"}""", "hub_kubeconfig or hub_context is given without managed_cluster. ")]
    public void Half_a_hub_is_refused(string given, string message) =>
        Assert.StartsWith(message, InTask.Message(Assert.Throws<HookException>(() => OptionBinder.Hub(Values(given)))), StringComparison.Ordinal);

    [Fact]
    public void The_environment_is_asked_for_a_cluster_only_where_none_is_named()
    {
        Environment.SetEnvironmentVariable("K8S_AUTH_API_KEY", "of-another-cluster");
        Environment.SetEnvironmentVariable("K8S_AUTH_PROXY", "http://proxy");
        try
        {
            Assert.Equal("of-another-cluster", ConnectionEnvironment.For([])("K8S_AUTH_API_KEY"));
            Assert.Null(ConnectionEnvironment.For(new() { ["kubeconfig"] = "/k" })("K8S_AUTH_API_KEY"));
            Assert.Null(ConnectionEnvironment.For(new() { ["host"] = "https://api.example.com" })("K8S_AUTH_API_KEY"));
            Assert.Equal("http://proxy", ConnectionEnvironment.For(new() { ["kubeconfig"] = "/k" })("K8S_AUTH_PROXY"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("K8S_AUTH_API_KEY", null);
            Environment.SetEnvironmentVariable("K8S_AUTH_PROXY", null);
        }
    }

    private static JsonObject Values(string given) => OptionReader.Read(JsonNode.Parse(given)!.AsObject(), OptionTable.All, _ => null);

    private static Settings Settings(string given) => OptionBinder.Settings(Values(given));
}
