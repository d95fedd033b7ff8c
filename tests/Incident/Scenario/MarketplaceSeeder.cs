using k8s;

namespace PostSoftwareHook.Incident;

internal sealed class MarketplaceSeeder(ControlPlane controlPlane, IKubernetes client, Planted planted, IncidentOptions options)
{
    private readonly AccountSeeder _accounts = new(client, planted);
    private readonly WorkloadSeeder _workloads = new(client);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        const string Namespace = Names.MarketplaceNamespace;
        await _workloads.CreateNamespaceAsync(Namespace, cancellationToken);
        if (options.HostedCatalogs)
        {
            await Task.WhenAll(((string[])["default", "builder", "deployer"]).Select(name => _accounts.CreateAsync(Namespace, name, [], cancellationToken)));
            await Task.WhenAll(Names.DefaultCatalogs.Select(name => _workloads.CreateHostedCatalogAsync(name, cancellationToken)));
            return;
        }

        await Task.WhenAll(Names.MarketplaceAccounts.Select(name => name == Names.CustomCatalog
            ? _accounts.CreateBareAsync(Namespace, name, cancellationToken)
            : _accounts.CreateAsync(Namespace, name, [], cancellationToken)));
        if (controlPlane.HasCustomResources)
        {
            await Task.WhenAll(Names.Catalogs.Select(name => _workloads.CreateCatalogAsync(name, cancellationToken)));
            await Task.WhenAll(options.HasCatalogd ? Names.DefaultCatalogs.Select(name => _workloads.CreateClusterCatalogAsync(name, cancellationToken)) : []);
        }

        await CreatePodOwnerAsync(Names.MarketplaceOperator, Names.MarketplaceOperator, Images.MarketplaceOperator, cancellationToken);
        await CreatePodOwnerAsync(Names.IndexBrowser, "default", Images.Catalog("community-operators"), cancellationToken);
        if (!options.Healthy)
        {
            await CreatePodOwnerAsync(Names.MissingTag, "default", Images.MissingTag, cancellationToken);
        }

        if (options.BarePod)
        {
            await _workloads.CreateBarePodAsync(Namespace, Names.BarePod, PodSpecs.Single("default", "tools", Images.BarePod, "Always"), cancellationToken);
        }

        if (options.MissingTagBehindLogin)
        {
            await CreatePodOwnerAsync(Names.MissingTagBehindLogin, "default", Images.MissingTagBehindLogin, cancellationToken);
        }
    }

    private Task CreatePodOwnerAsync(string name, string account, string image, CancellationToken cancellationToken) =>
        _workloads.CreateReplicaSetAsync(Names.MarketplaceNamespace, name, PodSpecs.Single(account, name, image, "IfNotPresent"), cancellationToken);
}
