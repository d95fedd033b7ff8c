namespace PostSoftwareHook.Incident;

public sealed record IssuedCertificate(string CertificatePem, string PrivateKeyPem);
