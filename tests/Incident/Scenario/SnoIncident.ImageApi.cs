namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    private ImageApi? _imageApi;

    /// <summary>The images that were looked up with an ImageStreamImport since the incident began, in order.</summary>
    public IReadOnlyList<ImageQuestion> ImagesAsked => _imageApi?.Questions ?? [];

    /// <summary>
    /// Breaks OpenShift's image API, or repairs it. A reset repairs it too.
    /// </summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="delay">How long <see cref="ImageApiFault.Slow"/> takes.</param>
    /// <param name="cancellationToken">Ends the wait for kube-apiserver, which learns of a removed API a moment later.</param>
    public async Task SetImageApiAsync(ImageApiFault fault, TimeSpan delay = default, CancellationToken cancellationToken = default)
    {
        var (server, api) = (ControlPlane.ImageApi, _imageApi);
        if (server is null || api is null)
        {
            throw new InvalidOperationException("A plain Kubernetes has no image API.");
        }

        api.Delay = delay;
        api.Fault = fault;
        await server.SetPresenceAsync(fault is not ImageApiFault.Absent, cancellationToken);
    }

    private async Task OpenImageApiAsync(CancellationToken cancellationToken)
    {
        if (ControlPlane.ImageApi is { } server)
        {
            _imageApi = new ImageApi(Registry, Node, Faults);
            server.Current = _imageApi;
            await server.SetPresenceAsync(present: true, cancellationToken);
        }
    }

    private void CloseImageApi()
    {
        if (ControlPlane.ImageApi is { } server)
        {
            server.Current = null;
        }
    }
}
