using System.Collections.Concurrent;
using System.Text;

namespace PostSoftwareHook.Incident;

/// <summary>State of the node. May be changed at any time.</summary>
public sealed class KubeletNode
{
    private readonly ConcurrentDictionary<string, byte> _images = [];
    private volatile string? _config;
    private volatile bool _alive = true;

    public string Name { get; } = "sno";

    /// <summary>
    /// Content of /var/lib/kubelet/config.json, which the machine config operator renders from the global pull secret; null if there is
    /// none. The incident's methods keep it consistent with the MachineConfigs.
    /// </summary>
    public string? DockerConfigJson
    {
        get => _config;
        internal set => _config = value;
    }

    /// <summary>False stops the kubelet.</summary>
    public bool IsAlive
    {
        get => _alive;
        set => _alive = value;
    }

    /// <summary>Puts an image on the node, as an earlier pull or the installation did.</summary>
    public void AddImage(string image) => _images[image] = 0;

    public bool HasImage(string image) => _images.ContainsKey(image);

    internal Keyring Keyring()
    {
        var keyring = new Keyring();
        if (_config is { } json)
        {
            keyring.Add(DockerConfig.ParseJson(Encoding.UTF8.GetBytes(json)));
        }

        return keyring;
    }
}
