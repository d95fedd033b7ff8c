using System.Text;
using System.Text.Json;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Kubernetes;

/// <summary>Converts the API objects that an investigation reads.</summary>
internal static class InquiryParser
{
    /// <summary>The kubelet's pull secret, as the machine-config-operator renders it (templates/common/_base/files/kubelet-config.json).</summary>
    private const string NodePullSecretPath = "/var/lib/kubelet/config.json";

    /// <summary>The lists of ImageDigestMirrorSet, ImageTagMirrorSet and ImageContentSourcePolicy.</summary>
    private static readonly string[] MirrorLists = ["imageDigestMirrors", "imageTagMirrors", "repositoryDigestMirrors"];

    private static readonly RegistryFilter Everything = new([new("*")], []);

    public static NodeSnapshot Node(JsonElement node) => new(
        ApiObjectParser.Name(node),
        ApiObjectParser.IsReady(node),
        Annotation(node, "machineconfiguration.openshift.io/currentConfig"),
        Annotation(node, "machineconfiguration.openshift.io/desiredConfig"));

    public static MachineConfigPoolSnapshot MachineConfigPool(JsonElement pool)
    {
        var degraded = ApiObjectParser.Condition(pool, "Degraded");
        return new(
            ApiObjectParser.Name(pool),
            pool.At("spec", "paused") is { ValueKind: JsonValueKind.True },
            ApiObjectParser.Condition(pool, "Updating") is { } updating && updating.Text("status") == "True",
            degraded is { } && degraded.Value.Text("status") == "True",
            Printable.Clean(degraded?.Text("message")),
            Clean(pool.Text("spec", "configuration", "name")),
            Clean(pool.Text("status", "configuration", "name")));
    }

    public static ClusterCatalogSnapshot ClusterCatalog(JsonElement catalog)
    {
        var progressing = ApiObjectParser.Condition(catalog, "Progressing");
        return new(
            ApiObjectParser.Name(catalog),
            Printable.Clean(catalog.Text("spec", "source", "image", "ref")),
            progressing?.Text("reason") == "Retrying",
            progressing?.Text("reason") == "Succeeded",
            Printable.Clean(PullErrorParser.Shorten(progressing?.Text("message") ?? "")));
    }

    /// <summary>The Subscription if its bundle could not be unpacked, or null.</summary>
    public static SubscriptionSnapshot? FailedSubscription(JsonElement subscription) =>
        ApiObjectParser.Condition(subscription, "BundleUnpackFailed") is { } failed && failed.Text("status") == "True"
            ? new(
                Printable.Clean(subscription.Text("metadata", "namespace")),
                ApiObjectParser.Name(subscription),
                new(Printable.Clean(subscription.Text("spec", "sourceNamespace")), Printable.Clean(subscription.Text("spec", "source"))),
                Printable.Clean(failed.Text("message")))
            : null;

    /// <summary>The imagePullSecrets of an owner's pod template.</summary>
    public static IReadOnlyList<string> TemplateSecrets(JsonElement owner) => ApiObjectParser.Names(owner.Items("spec", "template", "spec", "imagePullSecrets"));

    public static MirrorSet MirrorSet(string kind, JsonElement set) => new(
        kind,
        ApiObjectParser.Name(set),
        [.. MirrorLists.SelectMany(list => set.Items("spec", list)).SelectMany(entry => entry.Items("mirrors"))
            .Select(mirror => mirror.Text()).OfType<string>().Select(Printable.Clean)]);

    /// <summary>
    /// The pull secret that a rendered MachineConfig puts on its nodes. Its files are data URLs (Ignition 3, storage.files). Null for a file
    /// with an entry that is not read here and that the kubelet may read.
    /// </summary>
    public static NodePullSecret? NodePullSecret(JsonElement machineConfig)
    {
        var file = machineConfig.Items("spec", "config", "storage", "files").Where(file => file.Text("path") == NodePullSecretPath).Select(file => (JsonElement?)file).LastOrDefault();
        if (file?.Text("contents", "source") is not { } source)
        {
            return new(null, $"{NodePullSecretPath} isn't there");
        }

        if (DataOf(source) is not { } content)
        {
            return new(null, $"{NodePullSecretPath} can't be read from the MachineConfig");
        }

        var result = DockerConfig.Parse(content, Everything);
        return result.MayServeTheKubelet ? null : new(result.Credentials, result.Problem is { } problem ? $"{NodePullSecretPath} {problem}" : null);
    }

    /// <summary>The content of a data URL (RFC 2397), or null if it is none.</summary>
    private static byte[]? DataOf(string url)
    {
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        if (!url.StartsWith("data:", StringComparison.Ordinal) || comma < 0)
        {
            return null;
        }

        var text = Uri.UnescapeDataString(url[(comma + 1)..]);
        if (!url[..comma].EndsWith(";base64", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private static string? Annotation(JsonElement item, string name) => Clean(item.Text("metadata", "annotations", name));

    private static string? Clean(string? text) => text is null ? null : Printable.Clean(text);
}
