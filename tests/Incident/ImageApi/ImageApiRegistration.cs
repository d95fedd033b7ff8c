using System.Net;
using System.Text;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The APIService through which kube-apiserver passes requests on, as openshift-apiserver's. Its Service is of type ExternalName, because
/// there is no network of pods here.
/// </summary>
internal sealed class ImageApiRegistration(ControlPlane controlPlane, int port)
{
    /// <summary>The name that kube-apiserver expects in the server's certificate (kube-aggregator pkg/apiserver/handler_proxy.go).</summary>
    public const string ServerName = $"{ServiceName}.{ServiceNamespace}.svc";

    private const string Path = "apis/image.openshift.io/v1";
    private const string Name = "v1.image.openshift.io";
    private const string ServiceName = "openshift-apiserver";
    private const string ServiceNamespace = "kube-system"; // no scenario removes it

    private bool _exists;

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (_exists)
        {
            return;
        }

        await controlPlane.Client.ApiregistrationV1.CreateAPIServiceAsync(Registration(), cancellationToken: cancellationToken);
        _exists = true;
        await WaitAsync(HttpStatusCode.OK, cancellationToken);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        if (_exists)
        {
            await controlPlane.Client.ApiregistrationV1.DeleteAPIServiceAsync(Name, cancellationToken: cancellationToken);
            _exists = false;
            await WaitAsync(HttpStatusCode.NotFound, cancellationToken);
        }
    }

    public Task CreateServiceAsync(CancellationToken cancellationToken)
    {
        var service = new V1Service
        {
            Metadata = new V1ObjectMeta { Name = ServiceName, NamespaceProperty = ServiceNamespace },
            Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = "localhost" },
        };
        return controlPlane.Client.CoreV1.CreateNamespacedServiceAsync(service, ServiceNamespace, cancellationToken: cancellationToken);
    }

    private V1APIService Registration() => new()
    {
        Metadata = new V1ObjectMeta { Name = Name },
        Spec = new V1APIServiceSpec
        {
            Group = "image.openshift.io",
            Version = "v1",
            GroupPriorityMinimum = 9900,
            VersionPriority = 15,
            CaBundle = Encoding.UTF8.GetBytes(controlPlane.CertificateAuthorityPem),
            Service = new Apiregistrationv1ServiceReference { Name = ServiceName, NamespaceProperty = ServiceNamespace, Port = port },
        },
    };

    private async Task WaitAsync(HttpStatusCode awaited, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            using var answer = await controlPlane.Http.GetAsync(new Uri($"{controlPlane.Host}/{Path}"), cancellationToken);
            if (answer.StatusCode == awaited)
            {
                return;
            }

            if (DateTime.UtcNow > deadline)
            {
                throw new ControlPlaneException($"/{Path} still answers {(int)answer.StatusCode} instead of {(int)awaited}.");
            }

            await Task.Delay(20, cancellationToken);
        }
    }
}
