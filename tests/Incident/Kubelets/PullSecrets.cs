using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Builds a keyring from a pod's pull secrets (kubernetes pkg/credentialprovider/secrets/secrets.go). Secrets of another type or
/// without their key are ignored; one that can't be parsed invalidates them all.
/// </summary>
public static class PullSecrets
{
    /// <exception cref="DockerConfigException">One of the secrets is malformed.</exception>
    public static Keyring ToKeyring(IEnumerable<V1Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var keyring = new Keyring();
        foreach (var secret in secrets)
        {
            if (secret.Type == "kubernetes.io/dockerconfigjson" && Value(secret, ".dockerconfigjson") is { } json)
            {
                keyring.Add(DockerConfig.ParseJson(json));
            }
            else if (secret.Type == "kubernetes.io/dockercfg" && Value(secret, ".dockercfg") is { } legacy)
            {
                keyring.Add(DockerConfig.ParseLegacy(legacy));
            }
        }

        return keyring;
    }

    private static byte[]? Value(V1Secret secret, string key) =>
        secret.Data is not null && secret.Data.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
}
