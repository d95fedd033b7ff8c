using System.Globalization;
using System.Text;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Contract;

/// <summary>Describes a plan as the two texts of a diff: registries with fingerprints of their credentials, links, and pods.</summary>
internal static class DiffText
{
    /// <summary>The texts for all changes of <paramref name="plan"/>; both are empty if it has none.</summary>
    public static DiffReport Of(Plan plan, Fingerprint fingerprint)
    {
        var before = new StringBuilder();
        var after = new StringBuilder();
        foreach (var target in plan.Targets.Where(target => target.Changes.Any()))
        {
            Line(before, $"namespace {target.Namespace}");
            Line(after, $"namespace {target.Namespace}");
            foreach (var change in target.Changes)
            {
                Describe(change, fingerprint, before, after);
            }
        }

        return new(before.ToString(), after.ToString());
    }

    private static void Describe(Change change, Fingerprint fingerprint, StringBuilder before, StringBuilder after)
    {
        switch (change)
        {
            case WriteSecret write:
                Secret(before, write.Name, write.Existing?.Credentials, write.Existing switch
                {
                    null => "absent",
                    { Type: not DockerConfig.SecretType } other => $"of type {Printable.Clean(other.Type)}",
                    { Credentials: null } => "unreadable",
                    { IsOurs: false } => "not ours",
                    _ => Ours(write.Existing.Origin),
                }, fingerprint);
                Secret(after, write.Name, write.Content, Ours(write.Origin), fingerprint);
                break;
            case RewriteLinks links:
                Line(before, $"  serviceaccount {links.Name} imagePullSecrets: [{string.Join(", ", links.Before.ImagePullSecrets)}]");
                Line(after, $"  serviceaccount {links.Name} imagePullSecrets: [{string.Join(", ", links.After)}]");
                break;
            case DeleteSecret delete:
                Secret(before, delete.Name, delete.Existing.Credentials, Ours(delete.Existing.Origin), fingerprint);
                Secret(after, delete.Name, null, "absent", fingerprint);
                break;
            case RestartPod restart:
                Line(before, $"  pod {restart.Name}: {restart.Pod.HeldBack?.Reason}");
                Line(after, $"  pod {restart.Name}: deleted, {restart.Pod.Owner} makes a new one");
                break;
            case DeleteJob delete:
                Line(before, $"  job {delete.Name}, pod {delete.Pod.Name}: {delete.Pod.HeldBack?.Reason}");
                Line(after, $"  job {delete.Name}: deleted with its pod, OLM makes a new one");
                break;
        }
    }

    private static string Ours(string? origin) => $"ours, from {(origin is null ? "nowhere" : Printable.Clean(origin))}";

    private static void Secret(StringBuilder text, string name, RegistryCredentials? credentials, string state, Fingerprint fingerprint)
    {
        Line(text, $"  secret {name}: {state}");
        foreach (var (key, credential) in credentials?.Entries ?? [])
        {
            Line(text, $"    {Printable.Clean(key)}: credential {fingerprint.Of(credential)}");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(CultureInfo.InvariantCulture, $"{Printable.OneLine(line)}\n");
}
