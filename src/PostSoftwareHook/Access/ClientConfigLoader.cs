using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Authentication;

namespace PostSoftwareHook.Access;

/// <summary>
/// Decides which cluster to use. The order is that of kubernetes.core: host with credentials, kubeconfig and context, in-cluster,
/// default kubeconfig. Other connection options override what the kubeconfig says.
/// </summary>
internal static class ClientConfigLoader
{
    private const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static ClientConfig Resolve(ConnectionOptions settings, ExecPlugin plugins)
    {
        var found = Find(settings, plugins);

        // An API server prefers a client certificate to a token, so the kubeconfig's certificate must not be sent with another login.
        var hasOwnLogin = settings.ApiKey is not null || settings.Username is not null;
        var access = found with
        {
            Server = settings.Host ?? found.Server,
            Token = (settings.ApiKey ?? (hasOwnLogin ? null : found.Token))?.Trim(),
            TokenProvider = hasOwnLogin ? null : found.TokenProvider,
            Username = settings.Username ?? found.Username,
            Password = settings.Password ?? found.Password,
            SkipTlsVerify = settings.ValidateCerts is { } validate ? !validate : found.SkipTlsVerify,
            CaPem = Read(settings.CaCert, OptionReference.To("ca_cert")) ?? found.CaPem,
            ClientCertPem = Read(settings.ClientCert, OptionReference.To("client_cert")) ?? (hasOwnLogin ? null : found.ClientCertPem),
            ClientKeyPem = Read(settings.ClientKey, OptionReference.To("client_key")) ?? (hasOwnLogin ? null : found.ClientKeyPem),
            Proxy = settings.Proxy ?? found.Proxy,
            NoProxy = settings.NoProxy,
        };
        return EnvironmentProxy.Added(access, Environment.GetEnvironmentVariable);
    }

    private static ClientConfig Find(ConnectionOptions settings, ExecPlugin plugins)
    {
        if (settings.IsSelfSufficient)
        {
            return new();
        }

        if (settings.Kubeconfig is JsonObject content)
        {
            return Kubeconfig.FromObject(content).Resolve(settings.Context, plugins);
        }

        if (settings.Kubeconfig is JsonValue path && path.GetValueKind() == JsonValueKind.String)
        {
            return Kubeconfig.FromFiles(Split((string)path!)).Resolve(settings.Context, plugins);
        }

        return settings.Context is null && InCluster() is { } access
            ? access
            : Kubeconfig.FromFiles(DefaultFiles()).Resolve(settings.Context, plugins);
    }

    private static ClientConfig? InCluster()
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        var token = Path.Combine(ServiceAccountFolder, "token");
        return string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(token)
            ? null
            : new()
            {
                Origin = "the pod's serviceaccount",
                Server = $"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}",
                CaPem = Read(Path.Combine(ServiceAccountFolder, "ca.crt"), "the serviceaccount's ca.crt"),
                TokenProvider = new TokenFileAuth(token),
            };
    }

    private static string[] DefaultFiles() =>
        Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } files
            ? Split(files)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];

    private static string[] Split(string paths) => paths.Split(':', StringSplitOptions.RemoveEmptyEntries);

    private static string? Read(string? path, string option) => path is null ? null : NamedFile.Read(path, option);
}
