using System.Text.Json.Nodes;

namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    /// <summary>
    /// Configures mirrors of a registry, or of a part of it: the object that says so, and the runtime, which has it at once. A mirror
    /// refuses everybody until <see cref="Registry.Accept"/>, and has no image until <see cref="Registry.Publish"/>.
    /// </summary>
    /// <param name="kind">The kind of object.</param>
    /// <param name="source">The registry or repository that is mirrored.</param>
    /// <param name="mirrors">The mirrors, in the order in which they are tried.</param>
    /// <param name="neverContactSource">Whether the source itself is not tried (mirrorSourcePolicy: NeverContactSource).</param>
    /// <param name="cancellationToken">Ends the write.</param>
    public async Task AddMirrorsAsync(
        MirrorKind kind, string source, IReadOnlyList<string> mirrors, bool neverContactSource = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mirrors);
        Registry.Mirror(new MirrorRule(source, mirrors, kind is MirrorKind.TagMirrorSet, neverContactSource));
        var rule = new JsonObject { ["source"] = source, ["mirrors"] = new JsonArray([.. mirrors.Select(mirror => JsonValue.Create(mirror))]) };
        if (kind is not MirrorKind.ContentSourcePolicy)
        {
            rule["mirrorSourcePolicy"] = neverContactSource ? "NeverContactSource" : "AllowContactingSource";
        }

        var (custom, field) = kind switch
        {
            MirrorKind.DigestMirrorSet => (CustomKind.ImageDigestMirrorSet, "imageDigestMirrors"),
            MirrorKind.TagMirrorSet => (CustomKind.ImageTagMirrorSet, "imageTagMirrors"),
            MirrorKind.ContentSourcePolicy => (CustomKind.ImageContentSourcePolicy, "repositoryDigestMirrors"),
        };
        var name = $"mirrors-of-{source.Replace('/', '-').Replace(':', '-')}";
        await new CustomResources(ControlPlane.Client, custom).CreateAsync(
            CustomResource.Of(custom, null, name, new JsonObject { [field] = new JsonArray(rule) }), cancellationToken);
    }
}
