using System.Text.Json;

namespace PostSoftwareHook.Incident;

/// <summary>One completed request, as recorded in the API server's audit log.</summary>
public sealed record AuditEntry
{
    private static readonly string[] WriteVerbs = ["create", "update", "patch", "delete", "deletecollection"];

    public required string Verb { get; init; }

    /// <summary>Plural name of the resource. Empty for requests without one (/version, /apis).</summary>
    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public required string User { get; init; }

    public string UserAgent { get; init; } = "";

    public int Code { get; init; }

    public required string RequestUri { get; init; }

    /// <summary>Requested by the query. A dryRun in the body of a delete is not in the log.</summary>
    public bool IsDryRun => RequestUri.Contains("dryRun=All", StringComparison.Ordinal);

    /// <summary>Whether the request could change something, whether it succeeded or not. The incident takes no ImageStreamImport that does.</summary>
    public bool IsWrite => WriteVerbs.Contains(Verb) && !IsDryRun && !IsQuestion;

    /// <summary>Whether it is an ImageStreamImport, which the incident answers and never stores.</summary>
    public bool IsQuestion => Resource == "imagestreamimports";

    /// <summary>Parses one line of the log. Null if its stage is not ResponseComplete.</summary>
    public static AuditEntry? Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var audited = document.RootElement;
        if (Text(audited, "stage") != "ResponseComplete")
        {
            return null;
        }

        var reference = audited.TryGetProperty("objectRef", out var found) ? found : default;
        return new AuditEntry
        {
            Verb = Text(audited, "verb"),
            Resource = Text(reference, "resource"),
            Subresource = Text(reference, "subresource"),
            Namespace = Text(reference, "namespace"),
            Name = Text(reference, "name"),
            User = Text(audited.GetProperty("user"), "username"),
            UserAgent = Text(audited, "userAgent"),
            Code = audited.TryGetProperty("responseStatus", out var status) && status.TryGetProperty("code", out var code) ? code.GetInt32() : 0,
            RequestUri = Text(audited, "requestURI"),
        };
    }

    public override string ToString() => $"{Verb} {RequestUri} -> {Code} ({User}, {UserAgent})";

    private static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
