namespace PostSoftwareHook.Incident;

/// <summary>Validity period of a certificate.</summary>
internal sealed record Validity(DateTimeOffset From, DateTimeOffset Until)
{
    public static Validity Now => new(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(7));

    public static Validity Expired => new(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-2));
}
