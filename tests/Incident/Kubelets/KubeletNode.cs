using System.Collections.Concurrent;
using System.Text;

namespace PostSoftwareHook.Incident;

/// <summary>State of the node. May be changed at any time.</summary>
public sealed class KubeletNode
{
    private readonly ConcurrentDictionary<string, byte> _images = [];
    private readonly Lock _gate = new();
    private string? _config;
    private string? _cached;
    private DateTime _changedAt = DateTime.MinValue;
    private volatile bool _alive = true;

    public string Name { get; } = "sno";

    /// <summary>
    /// Content of /var/lib/kubelet/config.json, which the machine config operator renders from the global pull secret; null if there is
    /// none. The incident's methods keep it consistent with the MachineConfigs.
    /// </summary>
    public string? DockerConfigJson
    {
        get
        {
            lock (_gate)
            {
                return _config;
            }
        }

        internal set
        {
            lock (_gate)
            {
                (_cached, _config, _changedAt) = (_config, value, DateTime.UtcNow);
            }
        }
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

    /// <summary>
    /// The logins of the file. One that can't be decoded counts as none (kubernetes pkg/credentialprovider/provider.go,
    /// defaultDockerConfigProvider.Provide).
    /// </summary>
    /// <param name="cachedFor">How long after a change its old content is used.</param>
    internal Keyring Keyring(TimeSpan cachedFor = default)
    {
        var keyring = new Keyring();
        if (Content(cachedFor) is { } json)
        {
            try
            {
                keyring.Add(DockerConfig.ParseJson(Encoding.UTF8.GetBytes(json)));
            }
            catch (DockerConfigException)
            {
                // The kubelet logs it.
            }
        }

        return keyring;
    }

    private string? Content(TimeSpan cachedFor)
    {
        lock (_gate)
        {
            return DateTime.UtcNow < _changedAt + cachedFor ? _cached : _config;
        }
    }
}
