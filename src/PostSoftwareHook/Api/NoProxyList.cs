using System.Net;

namespace PostSoftwareHook.Api;

/// <summary>
/// The hosts to reach without the proxy. The rules are those of Go's httpproxy, so that a list for oc works here too:
/// <c>example.com</c> matches that host and its subdomains, <c>.example.com</c> and <c>*.example.com</c> only the subdomains,
/// <c>10.1.2.3</c> an address, <c>10.0.0.0/8</c> a network, <c>*</c> everything. A host or address may have a port.
/// </summary>
internal sealed class NoProxyList
{
    private readonly bool _isEverything;
    private readonly bool _exceptThisMachine;
    private readonly List<IPNetwork> _networks = [];
    private readonly List<(IPAddress Address, string Port)> _addresses = [];
    private readonly List<(string Domain, bool IsHostToo, string Port)> _domains = [];

    /// <summary>Parses a list. Invalid entries match no host.</summary>
    /// <param name="list">The comma-separated list, or null for none.</param>
    /// <param name="exceptThisMachine">Whether to add localhost and its addresses to the list.</param>
    public NoProxyList(string? list, bool exceptThisMachine = false)
    {
        _exceptThisMachine = exceptThisMachine;
        foreach (var entry in (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry == "*")
            {
                _isEverything = true;
            }
            else if (ToNetwork(entry) is { } network)
            {
                _networks.Add(network);
            }
            else
            {
                Add(entry);
            }
        }
    }

    /// <summary>Whether <paramref name="destination"/> is reached without the proxy.</summary>
    public bool Contains(Uri destination)
    {
        var host = destination.IdnHost;
        var port = destination.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (_isEverything || (_exceptThisMachine && destination.IsLoopback))
        {
            return true;
        }

        return ToAddress(host) is { } address
            ? _networks.Any(network => network.Contains(address)) || _addresses.Any(item => item.Address.Equals(address) && Fits(item.Port))
            : _domains.Any(item => (host.EndsWith($".{item.Domain}", StringComparison.OrdinalIgnoreCase) || (item.IsHostToo && host.Equals(item.Domain, StringComparison.OrdinalIgnoreCase))) && Fits(item.Port));

        bool Fits(string listed) => listed.Length == 0 || listed == port;
    }

    private void Add(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon >= 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[..colon].EndsWith(']')); // otherwise an IPv6 address
        var host = (hasPort ? entry[..colon] : entry).Trim('[', ']');
        var port = hasPort ? entry[(colon + 1)..] : "";
        var domain = host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host;
        if (ToAddress(host) is { } address)
        {
            _addresses.Add((address, port));
        }
        else if (domain.TrimStart('.') is { Length: > 0 } name)
        {
            _domains.Add((ToAscii(name), !domain.StartsWith('.'), port));
        }
    }

    /// <summary>Parses a network. Its address may have bits set beyond the prefix, as in 10.1.2.3/8, which <see cref="IPNetwork"/> rejects.</summary>
    private static IPNetwork? ToNetwork(string entry)
    {
        if (entry.Split('/') is not [var start, var length] || ToAddress(start) is not { } address
            || !int.TryParse(length, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var prefix))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return prefix <= bytes.Length * 8 ? new IPNetwork(new(bytes), prefix) : null;
    }

    /// <summary>Parses a complete address. .NET would also accept 10 and 0x0a.</summary>
    private static IPAddress? ToAddress(string text) =>
        !(text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3) || !IPAddress.TryParse(text, out var address) ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address;

    private static string ToAscii(string domain) => Uri.TryCreate($"http://{domain}", UriKind.Absolute, out var url) ? url.IdnHost : domain;
}
