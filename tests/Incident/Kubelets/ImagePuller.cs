using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Gets an image onto the node as the kubelet does: by the policy, and with every fitting credential until one works
/// (kubernetes pkg/kubelet/images/image_manager.go and kuberuntime_image.go).
/// </summary>
internal sealed class ImagePuller(Registry registry, KubeletNode node)
{
    /// <summary>Null when the image is there, otherwise why it is not.</summary>
    public string? Ensure(V1Container container, IReadOnlyCollection<V1Secret> pullSecrets)
    {
        var image = container.Image;
        if (container.ImagePullPolicy != "Always" && node.HasImage(image))
        {
            return null;
        }

        try
        {
            var podKeyring = PullSecrets.ToKeyring(pullSecrets);
            IEnumerable<RegistryCredential> credentials = [.. podKeyring.Lookup(image), .. node.Keyring().Lookup(image)];
            return Pull(image, credentials.Distinct());
        }
        catch (DockerConfigException malformed)
        {
            return malformed.Message;
        }
    }

    private string? Pull(string image, IEnumerable<RegistryCredential?> credentials)
    {
        var errors = new List<string>();
        foreach (var credential in credentials.DefaultIfEmpty())
        {
            var answer = registry.Pull(image, credential);
            if (answer.IsImage)
            {
                node.AddImage(image);
                return null;
            }

            errors.Add(answer.Error!);
        }

        // An aggregate prints every message once, and brackets only around several.
        var distinct = errors.Distinct().ToList();
        return distinct.Count == 1 ? distinct[0] : $"[{string.Join(", ", distinct)}]";
    }
}
