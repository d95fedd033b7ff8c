using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>The manifests of ansible/rbac, applied as <c>oc apply</c> would, all of them or with one right left out.</summary>
internal static class Rights
{
    /// <summary>Namespace and name of the serviceaccount that the manifests make.</summary>
    public const string Account = "post-software-hook";

    /// <summary>Every right that a file's roles give: the role, the API group, the resource, the verb.</summary>
    public static IEnumerable<Right> Of(string file) =>
        from manifest in Load(file)
        let rules = manifest switch
        {
            V1ClusterRole role => role.Rules,
            V1Role role => role.Rules,
            _ => null,
        }
        where rules is not null
        from rule in rules
        from resource in rule.Resources
        from verb in rule.Verbs
        select new Right(((IMetadata<V1ObjectMeta>)manifest).Name(), rule.ApiGroups.Single(), resource, verb);

    /// <summary>Applies the files and makes a kubeconfig of the serviceaccount.</summary>
    public static async Task<string> GrantAsync(ControlPlane controlPlane, IEnumerable<string> files, Right? without = null)
    {
        foreach (var manifest in files.SelectMany(Load))
        {
            if (without is not null)
            {
                Withhold(manifest, without);
            }

            await ApplyAsync(controlPlane.Client, manifest);
        }

        return await controlPlane.Kubeconfigs.ForServiceAccountAsync(Account, Account);
    }

    private static List<object> Load(string file) => KubernetesYaml.LoadAllFromString(File.ReadAllText(Repository.PathTo($"ansible/rbac/{file}")));

    private static void Withhold(object manifest, Right right)
    {
        var rules = manifest is IMetadata<V1ObjectMeta> named && named.Name() == right.Role
            ? manifest is V1ClusterRole clusterRole ? clusterRole.Rules : (manifest as V1Role)?.Rules
            : null;
        foreach (var rule in rules?.Where(rule => rule.Resources.Contains(right.Resource)).ToList() ?? [])
        {
            if (rule.Resources.Count > 1 && rule.Verbs.SequenceEqual([right.Verb]))
            {
                rule.Resources.Remove(right.Resource);
            }
            else
            {
                _ = rule.Verbs.Remove(right.Verb) && rule.Verbs.Count == 0 && rules!.Remove(rule);
            }
        }
    }

    private static async Task ApplyAsync(IKubernetes client, object manifest)
    {
        var rbac = client.RbacAuthorizationV1;
        switch (manifest)
        {
            case V1Namespace ns:
                await UnlessThereAsync(client.CoreV1.CreateNamespaceAsync(ns));
                break;
            case V1ServiceAccount account:
                await UnlessThereAsync(client.CoreV1.CreateNamespacedServiceAccountAsync(account, account.Namespace()));
                break;
            case V1ClusterRole role:
                if (!await UnlessThereAsync(rbac.CreateClusterRoleAsync(role)))
                {
                    await rbac.ReplaceClusterRoleAsync(role, role.Name());
                }

                break;
            case V1Role role:
                if (!await UnlessThereAsync(rbac.CreateNamespacedRoleAsync(role, role.Namespace())))
                {
                    await rbac.ReplaceNamespacedRoleAsync(role, role.Name(), role.Namespace());
                }

                break;
            case V1ClusterRoleBinding binding:
                await UnlessThereAsync(rbac.CreateClusterRoleBindingAsync(binding));
                break;
            case V1RoleBinding binding:
                await UnlessThereAsync(rbac.CreateNamespacedRoleBindingAsync(binding, binding.Namespace()));
                break;
            default:
                throw new NotSupportedException($"A manifest of the kind {manifest.GetType().Name}.");
        }
    }

    private static async Task<bool> UnlessThereAsync<T>(Task<T> creation)
    {
        try
        {
            await creation;
            return true;
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
