using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Creates the Subscription of an operator for all namespaces.</summary>
internal sealed class SubscriptionSeeder(IKubernetes client, OlmOptions olm, SubscriptionOptions options)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        const string Namespace = Names.OperatorsNamespace;
        await new WorkloadSeeder(client).EnsureNamespaceAsync(Namespace, cancellationToken);
        await new CustomResources(client, CustomKind.OperatorGroup).CreateAsync(CustomResource.Of(CustomKind.OperatorGroup, Namespace, "global-operators", []), cancellationToken);
        if (options.UnpackJobFailed)
        {
            await CreateFailedJobAsync(cancellationToken);
        }

        var subscription = CustomResource.Of(CustomKind.Subscription, Namespace, Names.Subscription, new JsonObject
        {
            ["channel"] = "fast",
            ["installPlanApproval"] = "Automatic",
            ["name"] = Names.Subscription,
            ["source"] = Names.PollingCatalog,
            ["sourceNamespace"] = Names.MarketplaceNamespace,
        });
        subscription.Status = options.UnpackJobFailed ? SubscriptionConditions.With(null, SubscriptionConditions.InProgress()) : null;
        await new CustomResources(client, CustomKind.Subscription).CreateAsync(subscription, cancellationToken);
    }

    private async Task CreateFailedJobAsync(CancellationToken cancellationToken)
    {
        var job = await UnpackJob.CreateAsync(client, UnpackJob.New(olm, options.Deadline), cancellationToken);
        var now = DateTime.UtcNow;
        var status = JobStates.FailedBecause(JobStates.DeadlineExceeded, now - options.Deadline, failures: 1, now);
        var patch = new V1Patch(new V1Job { Status = status }, V1Patch.PatchType.MergePatch);
        await client.BatchV1.PatchNamespacedJobStatusAsync(patch, job.Metadata.Name, UnpackJob.Namespace, cancellationToken: cancellationToken);
    }
}
