using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The pods that OLM creates for a catalog with an image (operator-lifecycle-manager pkg/controller/registry/reconciler/reconciler.go,
/// Pod).
/// </summary>
internal static class CatalogPods
{
    public const string CatalogLabel = "olm.catalogSource";
    public const string UpdateLabel = "catalogsource.operators.coreos.com/update";

    /// <summary>Image of OLM's own registry server. It is part of OpenShift's release, so the node already has it.</summary>
    public const string RegistryServerImage = "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:6b1f0f1c7f2d5b6cbe2a1b7f7f2f4f1c9a0d8c5e3b2a19087f6e5d4c3b2a1908";

    public static string? Image(CustomResource catalog) =>
        catalog.Spec?["sourceType"]?.GetValue<string>() == "grpc" ? catalog.Spec["image"]?.GetValue<string>() : null;

    /// <summary>Whether an update poll is running. OLM starts one at every interval; here, a catalog that polls always has one.</summary>
    public static bool Polls(CustomResource catalog) => catalog.Spec?["updateStrategy"]?["registryPoll"] is not null;

    public static bool IsUpdatePoll(V1Pod pod) => pod.Metadata.Labels?.ContainsKey(UpdateLabel) ?? false;

    public static V1OwnerReference OwnedBy(CustomResource catalog, bool controller) =>
        PodOwner.Reference(CustomKind.CatalogSource.ApiVersion, CustomKind.CatalogSource.Kind, catalog.Metadata, controller);

    public static V1Pod Pod(CustomResource catalog, V1ServiceAccount account, bool updatePoll) => new()
    {
        Metadata = new V1ObjectMeta
        {
            GenerateName = catalog.Metadata.Name + "-",
            NamespaceProperty = catalog.Metadata.NamespaceProperty,
            Labels = Labels(catalog.Metadata.Name, updatePoll),
            OwnerReferences = [OwnedBy(catalog, controller: false)],
        },
        Spec = Spec(catalog, account),
    };

    private static Dictionary<string, string> Labels(string catalog, bool updatePoll) => updatePoll
        ? new() { [CatalogLabel] = "", [UpdateLabel] = catalog, ["olm.managed"] = "true" }
        : new() { [CatalogLabel] = catalog, ["olm.managed"] = "true" };

    private static V1PodSpec Spec(CustomResource catalog, V1ServiceAccount account)
    {
        var image = Image(catalog);
        var extracts = catalog.Spec?["grpcPodConfig"]?["extractContent"] is not null;
        return new V1PodSpec
        {
            ServiceAccountName = account.Metadata.Name,
            AutomountServiceAccountToken = false,
            ImagePullSecrets = account.ImagePullSecrets is { Count: > 0 } secrets ? secrets : null,
            InitContainers = extracts
                ? [PodSpecs.Container("extract-utilities", RegistryServerImage, "IfNotPresent"), PodSpecs.Container("extract-content", image!, "Always")]
                : null,
            Containers = [extracts
                ? PodSpecs.Container("registry-server", RegistryServerImage, "IfNotPresent")
                : PodSpecs.Container("registry-server", image!, "Always")],
            NodeSelector = new Dictionary<string, string> { ["kubernetes.io/os"] = "linux" },
        };
    }
}
