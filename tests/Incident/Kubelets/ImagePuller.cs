using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Pulls an image as the kubelet does: according to the pull policy, and with every matching credential until one works (kubernetes
/// pkg/kubelet/images/image_manager.go and kuberuntime_image.go).
/// </summary>
internal sealed class ImagePuller(Registry registry, KubeletNode node, KubeletOptions options)
{
    private readonly Runtime _runtime = new(registry, options.RuntimeWords);

    /// <summary>Whether the container starts from an image on the node, without credentials.</summary>
    public bool NeedsNoPull(V1Container container) => container.ImagePullPolicy != "Always" && node.HasImage(container.Image);

    /// <summary>Null when the image is there, otherwise why it is not, and whether a pull secret is to blame.</summary>
    public (string? Error, bool IsOfSecret) Ensure(V1Container container, IReadOnlyCollection<V1Secret> pullSecrets)
    {
        var image = container.Image;
        if (NeedsNoPull(container))
        {
            return (null, false);
        }

        try
        {
            var podKeyring = PullSecrets.ToKeyring(pullSecrets);
            var nodeKeyring = node.Keyring(options.NodeConfigCachedFor);
            IEnumerable<RegistryCredential> credentials = [.. podKeyring.Lookup(image), .. nodeKeyring.Lookup(image)];
            return (Pull(image, credentials.Distinct()), false);
        }
        catch (DockerConfigException malformed)
        {
            return (malformed.Message, true);
        }
    }

    private string? Pull(string image, IEnumerable<RegistryCredential?> credentials)
    {
        var errors = new List<string>();
        foreach (var credential in credentials.DefaultIfEmpty())
        {
            if (_runtime.Pull(image, credential, node.Keyring()) is not { } error)
            {
                node.AddImage(image);
                return null;
            }

            errors.Add(error);
        }

        // An aggregate error contains every message once, and brackets only around several (apimachinery pkg/util/errors).
        var distinct = errors.Distinct().ToList();
        return distinct.Count == 1 ? distinct[0] : $"[{string.Join(", ", distinct)}]";
    }
}
