namespace PostSoftwareHook.Incident;

/// <summary>
/// All registries, in memory: valid logins, existing images, broken hosts, mirrors. Like a real registry, it answers "unauthorized" before it
/// looks for the image. May be changed at any time.
/// </summary>
public sealed class Registry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<RegistryCredential>> _accounts = [];
    private readonly HashSet<string> _anonymous = [];
    private readonly HashSet<string> _images = [];
    private readonly Dictionary<string, string> _troubles = [];
    private readonly List<MirrorRule> _mirrors = [];

    /// <summary>Accepts this login in addition to the existing ones.</summary>
    public void Accept(string host, RegistryCredential credential)
    {
        lock (_gate)
        {
            if (!_accounts.TryGetValue(host, out var known))
            {
                _accounts[host] = known = [];
            }

            known.Add(credential);
        }
    }

    /// <summary>Accepts this login only.</summary>
    public void AcceptOnly(string host, RegistryCredential credential)
    {
        RejectEveryone(host);
        Accept(host, credential);
    }

    /// <summary>Rejects all logins at the host.</summary>
    public void RejectEveryone(string host)
    {
        lock (_gate)
        {
            _accounts.Remove(host);
        }
    }

    /// <summary>Allows anonymous pulls of images with this prefix ("quay.io/workshop/"). Wrong credentials are still rejected.</summary>
    public void AllowAnonymous(string repositoryPrefix)
    {
        lock (_gate)
        {
            _anonymous.Add(repositoryPrefix);
        }
    }

    public void Publish(string image)
    {
        lock (_gate)
        {
            _images.Add(image);
        }
    }

    public void Withdraw(string image)
    {
        lock (_gate)
        {
            _images.Remove(image);
        }
    }

    /// <summary>Makes every pull of the image, or of all images of a host, fail with this error (see <see cref="RegistryErrors"/>).</summary>
    public void Break(string imageOrHost, string error)
    {
        lock (_gate)
        {
            _troubles[imageOrHost] = error;
        }
    }

    /// <summary>Reverts <see cref="Break"/>.</summary>
    public void Repair(string imageOrHost)
    {
        lock (_gate)
        {
            _troubles.Remove(imageOrHost);
        }
    }

    /// <summary>Lets images be pulled through mirrors (<see cref="SnoIncident.AddMirrorsAsync"/>).</summary>
    internal void Mirror(MirrorRule rule)
    {
        lock (_gate)
        {
            _mirrors.Add(rule);
        }
    }

    /// <summary>The image's names in the order in which they are tried: the rule with the longest prefix decides.</summary>
    internal IReadOnlyList<string> Endpoints(string image)
    {
        lock (_gate)
        {
            return [.. _mirrors.Where(rule => rule.AppliesTo(image)).MaxBy(rule => rule.Source.Length)?.Endpoints(image) ?? [image]];
        }
    }

    /// <summary>Handles one pull, with or without credentials.</summary>
    public RegistryAnswer Pull(string image, RegistryCredential? credential)
    {
        var name = ImageName.Parse(image);
        lock (_gate)
        {
            if (_troubles.TryGetValue(image, out var trouble) || _troubles.TryGetValue(name.Host, out trouble))
            {
                return new RegistryAnswer(trouble, PullFailure.Broken);
            }

            var mayPull = credential is null
                ? _anonymous.Any(prefix => name.Repository.StartsWith(prefix, StringComparison.Ordinal))
                : _accounts.TryGetValue(name.Host, out var known) && known.Contains(credential);
            if (!mayPull)
            {
                return new RegistryAnswer(RegistryErrors.Unauthorized(name), PullFailure.Unauthorized);
            }

            return _images.Contains(image) ? RegistryAnswer.Image : new RegistryAnswer(RegistryErrors.ManifestUnknown(name), PullFailure.ManifestUnknown);
        }
    }
}
