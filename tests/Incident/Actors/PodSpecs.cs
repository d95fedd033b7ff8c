using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Pod specs that a control plane without controller manager accepts: they mount no serviceaccount token.</summary>
internal static class PodSpecs
{
    public static V1Container Container(string name, string image, string pullPolicy) => new()
    {
        Name = name,
        Image = image,
        ImagePullPolicy = pullPolicy,
        TerminationMessagePolicy = "FallbackToLogsOnError",
    };

    public static V1PodSpec Single(string serviceAccount, string container, string image, string pullPolicy) => new()
    {
        ServiceAccountName = serviceAccount,
        AutomountServiceAccountToken = false,
        Containers = [Container(container, image, pullPolicy)],
    };
}
