using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Registers every <see cref="CustomKind"/> with the API server, with arbitrary fields and a status subresource.</summary>
internal static class CustomResourceDefinitions
{
    public static async Task InstallAsync(IKubernetes client, CancellationToken cancellationToken)
    {
        await Task.WhenAll(CustomKind.All.Select(kind =>
            client.ApiextensionsV1.CreateCustomResourceDefinitionAsync(Definition(kind), cancellationToken: cancellationToken)));
        await Task.WhenAll(CustomKind.All.Select(kind => WaitUntilServedAsync(client, kind, cancellationToken)));
    }

    private static async Task WaitUntilServedAsync(IKubernetes client, CustomKind kind, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                await new CustomResources(client, kind).ListAsync(cancellationToken);
                return;
            }
            catch (HttpOperationException failure)
            {
                if (DateTime.UtcNow > deadline)
                {
                    throw new ControlPlaneException($"{kind.Plural}.{kind.Group} is still not served.", failure);
                }

                await Task.Delay(50, cancellationToken);
            }
        }
    }

    private static V1CustomResourceDefinition Definition(CustomKind kind) => new()
    {
        Metadata = new V1ObjectMeta { Name = $"{kind.Plural}.{kind.Group}" },
        Spec = new V1CustomResourceDefinitionSpec
        {
            Group = kind.Group,
            Scope = kind.Namespaced ? "Namespaced" : "Cluster",
            Names = new V1CustomResourceDefinitionNames
            {
                Kind = kind.Kind,
                ListKind = kind.Kind + "List",
                Plural = kind.Plural,
                ShortNames = kind.ShortName is null ? null : [kind.ShortName],
                Singular = kind.Kind.ToLowerInvariant(),
            },
            Versions =
            [
                new V1CustomResourceDefinitionVersion
                {
                    Name = kind.Version,
                    Served = true,
                    Storage = true,
                    Schema = new V1CustomResourceValidation
                    {
                        OpenAPIV3Schema = new V1JSONSchemaProps { Type = "object", XKubernetesPreserveUnknownFields = true },
                    },
                    Subresources = new V1CustomResourceSubresources { Status = new object() },
                },
            ],
        },
    };
}
