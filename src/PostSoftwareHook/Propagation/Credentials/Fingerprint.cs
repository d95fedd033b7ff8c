using System.Security.Cryptography;
using System.Text;

namespace PostSoftwareHook.Propagation;

/// <summary>
/// Tells two credentials apart without telling either: a keyed hash, whose key is made anew for every run and never printed.
/// </summary>
internal sealed class Fingerprint(byte[] key)
{
    /// <summary>A fingerprint maker with a key of its own.</summary>
    public static Fingerprint WithRandomKey() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>Eight hex digits that mean nothing outside this run.</summary>
    public string Of(Credential credential) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{credential.Username}\0{credential.Password}")).AsSpan(0, 4));
}
