using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Kubernetes;

/// <summary>
/// Asks the cluster what its lists do not tell (<see cref="Questions"/>): side by side, each question with its own time limit. No
/// question changes anything, and each may remain without an answer.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="settings">The settings of the run.</param>
/// <param name="optional">Turns what can't be read into warnings.</param>
/// <param name="redactor">Is given every secret that is read, to mask it.</param>
internal sealed partial class Investigator(ApiClient api, Settings settings, OptionalReads optional, Redactor redactor)
{
    /// <summary>A registry that does not answer is given up by the cluster after its own time limits, which are longer.</summary>
    private static readonly TimeSpan RegistryPatience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long an error is taken for a moment's trouble.</summary>
    private static readonly TimeSpan RetryPatience = TimeSpan.FromSeconds(1.5);

    /// <summary>The namespace without a pull secret but those of the internal registry: there the node's file decides (openshift-apiserver, importer/staticcredentials.go).</summary>
    private const string NamespaceWithoutSecrets = "default";

    private const string MachineConfiguration = "apis/machineconfiguration.openshift.io/v1";

    /// <summary>The snapshot with the answers to <paramref name="questions"/>.</summary>
    public async Task<ClusterSnapshot> AskAsync(ClusterSnapshot snapshot, Questions questions)
    {
        var answers = Task.WhenAll(
        [
            .. questions.ImagesForSource.GroupBy(image => SourceOf(snapshot, image).Namespace).Select(group => AskRegistriesAsync(group.Key, AskedWith.Source, [.. group])),
            AskRegistriesAsync(NamespaceWithoutSecrets, AskedWith.Node, questions.ImagesForNode),
        ]);
        var nodes = questions.Nodes ? optional.OrUnknownAsync("The state of the nodes", api.FindAllAsync("api/v1/nodes", InquiryParser.Node, Question())) : Task.FromResult<List<NodeSnapshot>?>(null);
        var pools = questions.Nodes
            ? optional.OrUnknownAsync("The state of the machine config pools", api.FindAllAsync($"{MachineConfiguration}/machineconfigpools", InquiryParser.MachineConfigPool, Question()))
            : Task.FromResult<List<MachineConfigPoolSnapshot>?>(null);
        var mirrors = questions.Mirrors ? ReadMirrorsAsync() : Task.FromResult<IReadOnlyList<MirrorSet>>([]);
        var templates = Task.WhenAll(questions.Owners.Select(ReadTemplateAsync));
        var agentSecrets = Task.WhenAll(questions.AgentSecrets.Select(ReadAgentSecretAsync));

        var allNodes = await nodes.ConfigureAwait(false) ?? snapshot.Nodes;
        var files = await Task.WhenAll((allNodes ?? []).Where(node => questions.NodesOfPods.Contains(node.Name)).Select(node => node.CurrentConfig).OfType<string>().Distinct()
            .Where(config => !snapshot.Findings.NodePullSecrets.ContainsKey(config)).Take(2).Select(ReadNodePullSecretAsync)).ConfigureAwait(false);
        var known = snapshot.Findings;
        return snapshot with
        {
            Nodes = allNodes,
            MachineConfigPools = await pools.ConfigureAwait(false) ?? snapshot.MachineConfigPools,
            Findings = new()
            {
                Asked = known.Asked.Concat(questions.Keys).ToHashSet(),
                Answers = [.. known.Answers, .. (await answers.ConfigureAwait(false)).SelectMany(answer => answer)],
                NodePullSecrets = With(known.NodePullSecrets, files.OfType<KeyValuePair<string, NodePullSecret>>()),
                TemplateSecrets = With(known.TemplateSecrets, (await templates.ConfigureAwait(false)).OfType<KeyValuePair<string, IReadOnlyList<string>>>()),
                AgentSecrets = With(known.AgentSecrets, (await agentSecrets.ConfigureAwait(false)).OfType<KeyValuePair<string, PullSecret?>>()),
                MirrorSets = [.. known.MirrorSets, .. await mirrors.ConfigureAwait(false)],
            },
        };
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> known, IEnumerable<KeyValuePair<string, T>> more) => new([.. known, .. more]);

    private static Question Question() => new(Patience, RetryPatience);

    /// <summary>The source whose credentials a copy has for <paramref name="image"/>: the first that has any.</summary>
    private NamespacedName SourceOf(ClusterSnapshot snapshot, string image) =>
        settings.Sources.Where(id => snapshot.Sources.Any(secret => secret.Id == id && secret.Usable?.CanPull(image) == true)).Append(settings.Sources[0]).First();

    /// <summary>
    /// Has OpenShift's API server ask the registries, with the pull secrets of <paramref name="ns"/> and then the node's. With
    /// <c>import: false</c> it stores nothing.
    /// </summary>
    private async Task<IReadOnlyList<RegistryAnswer>> AskRegistriesAsync(string ns, AskedWith with, IReadOnlyList<string> images)
    {
        if (images.Count == 0)
        {
            return [];
        }

        var import = new JsonObject
        {
            ["kind"] = "ImageStreamImport",
            ["apiVersion"] = "image.openshift.io/v1",
            ["metadata"] = new JsonObject { ["name"] = Product.Name },
            ["spec"] = new JsonObject
            {
                ["import"] = false,
                ["images"] = new JsonArray([.. images.Select(image => new JsonObject { ["from"] = new JsonObject { ["kind"] = "DockerImage", ["name"] = image }, ["importPolicy"] = new JsonObject() })]),
            },
        };
        var through = string.Create(CultureInfo.InvariantCulture, $"through the cluster at {DateTime.UtcNow:HH:mm} UTC");
        var whose = with == AskedWith.Source ? "the source's" : "the node's";
        var answers = await optional.OrUnknownAsync(
            $"Whether the registry accepts {whose} credentials",
            api.AskAsync(ApiPaths.ImageStreamImports(ns), import, answer => Answers(answer, images, with, through), new(RegistryPatience, RetryPatience))).ConfigureAwait(false);
        return answers ?? [];
    }

    private static List<RegistryAnswer> Answers(JsonElement import, IReadOnlyList<string> images, AskedWith with, string through)
    {
        var statuses = import.Items("status", "images").ToList();
        return statuses.Count == images.Count
            ? [.. statuses.Zip(images).Select(each => Answer(each.First, each.Second, with, through)).OfType<RegistryAnswer>()]
            : throw new JsonException("The answer is not about the images that were asked for.");
    }

    /// <summary>What one status of the import says. A refusal has the reason InternalError, so the words decide.</summary>
    private static RegistryAnswer? Answer(JsonElement image, string name, AskedWith with, string through)
    {
        // The API server names the image and itself before the registry's words (openshift-apiserver, importer/importer.go).
        var message = image.Text("status", "message") ?? "";
        var prefix = $"Internal error occurred: {name}: ";
        var words = Printable.Clean(PullErrorParser.Shorten(Request().Replace(message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message, "")));
        return image.Text("status", "status") switch
        {
            "Success" => new(name, with, RegistryJudgement.Accepted, "Success", through),
            "Failure" => new(name, with, Judge(image, message, name), words.Length > 0 ? words : Printable.Clean(image.Text("status", "reason")), through),
            _ => null,
        };
    }

    private static RegistryJudgement Judge(JsonElement image, string message, string name) => (image.Text("status", "reason"), PullErrorParser.Classify(message, name)) switch
    {
        ("Unauthorized", _) or (_, PullFailure.Authentication) => RegistryJudgement.Refused,
        ("NotFound", _) => RegistryJudgement.NoSuchImage,
        _ when message.Contains("manifest unknown", StringComparison.OrdinalIgnoreCase) => RegistryJudgement.NoSuchImage,
        _ => RegistryJudgement.NoAnswer,
    };

    private async Task<KeyValuePair<string, NodePullSecret>?> ReadNodePullSecretAsync(string config)
    {
        var file = await optional.OrUnknownAsync("What the nodes hold", api.FindAsync(ApiPaths.MachineConfig(config), InquiryParser.NodePullSecret, Question())).ConfigureAwait(false);
        redactor.Add(file?.Credentials);
        return file is null ? null : new(config, file);
    }

    private async Task<KeyValuePair<string, IReadOnlyList<string>>?> ReadTemplateAsync((string Namespace, PodOwner Owner) each)
    {
        var (ns, owner) = each;
        var secrets = ApiPaths.Owner(ns, owner.Kind, owner.Name) is { } path
            ? await optional.OrUnknownAsync("Which pull secrets the template names", api.FindAsync(path, InquiryParser.TemplateSecrets, Question())).ConfigureAwait(false)
            : null;
        return secrets is null ? null : new(owner.Uid, secrets);
    }

    private async Task<KeyValuePair<string, PullSecret?>?> ReadAgentSecretAsync(string ns)
    {
        var isKnown = false;
        var secret = await optional.OrUnknownAsync($"What {Findings.AgentSecretName} holds", ReadAsync()).ConfigureAwait(false);
        return isKnown ? new(ns, secret) : null;

        async Task<PullSecret?> ReadAsync()
        {
            var found = await api.FindAsync(ApiPaths.Secret(ns, Findings.AgentSecretName), ApiObjectParser.Secret, Question()).ConfigureAwait(false);
            redactor.Add(found?.Credentials);
            isKnown = true;
            return found;
        }
    }

    private async Task<IReadOnlyList<MirrorSet>> ReadMirrorsAsync()
    {
        var sets = await Task.WhenAll(new[]
        {
            ("imagedigestmirrorset", "apis/config.openshift.io/v1/imagedigestmirrorsets"),
            ("imagetagmirrorset", "apis/config.openshift.io/v1/imagetagmirrorsets"),
            ("imagecontentsourcepolicy", "apis/operator.openshift.io/v1alpha1/imagecontentsourcepolicies"),
        }.Select(each => optional.OrUnknownAsync("Which mirrors there are", api.FindAllAsync(each.Item2, set => InquiryParser.MirrorSet(each.Item1, set), Question())))).ConfigureAwait(false);
        return [.. sets.SelectMany(set => set ?? [])];
    }

    /// <summary>Go's net/http puts the request before an error; the image is named anyway.</summary>
    [GeneratedRegex("^(Get|Head) \"[^\"]*\": ")]
    private static partial Regex Request();
}
