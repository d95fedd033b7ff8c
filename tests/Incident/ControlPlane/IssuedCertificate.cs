namespace PostSoftwareHook.Incident;

/// <summary>A certificate and its private key, both as PEM.</summary>
public sealed record IssuedCertificate(string CertificatePem, string PrivateKeyPem);
