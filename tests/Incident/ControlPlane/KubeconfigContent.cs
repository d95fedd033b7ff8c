using System.Text;

namespace PostSoftwareHook.Incident;

/// <summary>A kubeconfig with one cluster, one user and one context.</summary>
public sealed record KubeconfigContent(string Host, string? CertificateAuthorityPem)
{
    public IssuedCertificate? ClientCertificate { get; init; }

    public string? Token { get; init; }

    public string Context { get; init; } = "incident";

    public string ToYaml()
    {
        var user = new StringBuilder();
        if (ClientCertificate is not null)
        {
            user.Append("\n    client-certificate-data: ").Append(Base64(ClientCertificate.CertificatePem));
            user.Append("\n    client-key-data: ").Append(Base64(ClientCertificate.PrivateKeyPem));
        }

        if (Token is not null)
        {
            user.Append("\n    token: ").Append(Token);
        }

        var authority = CertificateAuthorityPem is null ? "" : $"\n    certificate-authority-data: {Base64(CertificateAuthorityPem)}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: incident
              cluster:
                server: {Host}{authority}
            users:
            - name: incident
              user:{(user.Length == 0 ? " {}" : user)}
            contexts:
            - name: {Context}
              context:
                cluster: incident
                user: incident
            current-context: {Context}

            """;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
