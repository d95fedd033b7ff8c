using System.Security.Cryptography;
using System.Text;

namespace PostSoftwareHook.Propagation;

/// <summary>
/// Makes credentials comparable without revealing them: a keyed hash whose key is random for each run and never printed.
/// </summary>
internal sealed class Fingerprint(byte[] key)
{
    public static Fingerprint WithRandomKey() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>Eight hex digits that are only comparable within this run.</summary>
    public string Of(Credential credential) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{credential.Username}\0{credential.Password}")).AsSpan(0, 4));
}
