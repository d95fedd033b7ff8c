namespace PostSoftwareHook.Propagation;

/// <summary>
/// A ClusterCatalog of OLM v1 (OpenShift 4.18 and newer). catalogd pulls its image with openshift-config/pull-secret, and tries again
/// every few minutes where that fails (operator-controller, api/v1/clustercatalog_types.go).
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Image">The image, or empty.</param>
/// <param name="IsRetrying">Whether the condition Progressing has the reason Retrying: the last pull failed.</param>
/// <param name="HasSucceeded">Whether the condition Progressing has the reason Succeeded: the last pull did not.</param>
/// <param name="Message">The message of that condition, with the registry's words.</param>
internal sealed record ClusterCatalogSnapshot(string Name, string Image, bool IsRetrying, bool HasSucceeded, string Message)
{
    /// <summary>Whether the registry refused catalogd.</summary>
    public bool IsRefused => IsRetrying && PullErrorParser.Classify(Message, Image) == PullFailure.Authentication;

    /// <summary>What its last pull says about the credentials of openshift-config/pull-secret, or null.</summary>
    public RegistryAnswer? Answer => Image.Length == 0 ? null
        : HasSucceeded ? new(Image, AskedWith.Source, RegistryJudgement.Accepted, "Success", $"by catalogd for clustercatalog {Name}")
        : IsRefused ? new(Image, AskedWith.Source, RegistryJudgement.Refused, Message, $"by catalogd for clustercatalog {Name}")
        : null;
}
