using System.Text.Json;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>An object that an investigation reads. Every parser reads it, whatever its kind is.</summary>
internal sealed class Inquiries : ITarget
{
    private const string Password = "planted-s3cret";

    /// <inheritdoc/>
    public string Name => "inquiries";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        if (Parse(input) is not { } document)
        {
            return;
        }

        using (document)
        {
            var item = document.RootElement;
            Read(() => MustBePlain(InquiryParser.Node(item) is var node ? [node.Name, node.CurrentConfig, node.DesiredConfig] : []));
            Read(() => MustBePlain(InquiryParser.MachineConfigPool(item) is var pool ? [pool.Name, $"{pool}"] : []));
            Read(() => MustBePlain(InquiryParser.ClusterCatalog(item) is var catalog ? [catalog.Name, catalog.Image, catalog.Message, catalog.Answer?.Words] : []));
            Read(() => MustBePlain(InquiryParser.FailedSubscription(item) is { } failed ? [failed.Name, failed.Namespace, $"{failed}"] : []));
            Read(() => MustBePlain(InquiryParser.MirrorSet("imagedigestmirrorset", item) is var set ? [set.Name, .. set.Mirrors] : []));
            Read(() => MustBePlain(ApiObjectParser.FailedUnpackJob(item) is { } job ? [job.Name, job.ServiceAccount, job.UnpackRef, .. job.Images, .. job.Stuck.Select(stuck => $"{stuck.Reason} {stuck.Message}")] : []));
            Read(() => InquiryParser.TemplateSecrets(item));
            Read(() => MustTellNoPassword(InquiryParser.NodePullSecret(item)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static JsonDocument? Parse(byte[] input)
    {
        try
        {
            return JsonDocument.Parse(input) is var document && document.RootElement.ValueKind == JsonValueKind.Object ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An object that makes no sense is the server's fault, which is explained. Any other exception is a defect.</summary>
    private static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (JsonException)
        {
            // It is explained as such.
        }
    }

    private static void MustBePlain(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            Expect.Plain(text ?? "", lines: false);
        }
    }

    /// <summary>A problem quotes keys, which are no secret, and no value.</summary>
    private static void MustTellNoPassword(NodePullSecret? secret)
    {
        if (secret is null)
        {
            return;
        }

        if (secret.Problem is null == secret.Credentials is null)
        {
            throw new Finding("A pull secret needs either credentials or a problem.");
        }

        if (secret.Problem is not { } problem)
        {
            return;
        }

        Expect.Sentence(Printable.OneLine(problem)); // what is printed becomes one line last
        if (problem.Contains(Password, StringComparison.Ordinal))
        {
            throw new Finding($"\"{Password}\" would be printed: {problem}");
        }
    }
}
