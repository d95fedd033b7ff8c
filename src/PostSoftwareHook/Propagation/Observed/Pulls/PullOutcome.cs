namespace PostSoftwareHook.Propagation;

/// <summary>How far one attempt of a pull got, and what stopped it.</summary>
internal enum PullOutcome
{
    /// <summary>The words name no cause.</summary>
    Silent,

    /// <summary>A failure that shows neither that credentials were accepted nor that they were refused: DNS, timeout, quota, HTTP 500.</summary>
    Failed,

    /// <summary>Docker Hub counts pulls without a login.</summary>
    AnonymousRateLimit,

    /// <summary>The proxy asks for a login.</summary>
    ProxyRefused,

    /// <summary>The registry asks for credentials, or refuses them.</summary>
    Refused,

    /// <summary>The registry let the client read, and what it read or looked for was the problem.</summary>
    Admitted,
}
