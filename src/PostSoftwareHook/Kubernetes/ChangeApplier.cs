using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Kubernetes;

/// <summary>
/// Executes a plan. Each write sends the version that it was planned for; on 409 the object is read again and the change is
/// recomputed. In a namespace, writes run in the order of the plan; up to eight namespaces run in parallel.
/// </summary>
internal sealed class ChangeApplier(ApiClient api, SnapshotReader reader, Settings settings, ILogger log, CancellationToken stop)
{
    private const int NamespacesAtOnce = 8;
    private const int Tries = 20;

    private readonly Restarter _restarter = new(api, reader, Tries);

    /// <summary>How long a write in progress may still take when the run is stopped or times out: a run ends within five seconds.</summary>
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(2);

    /// <summary>Executes <paramref name="plan"/>. Failed writes are in the result and do not stop other namespaces.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tell">Called with the number of namespaces done and the total.</param>
    public async Task<IReadOnlyList<AppliedChange>> ApplyAsync(Plan plan, Action<int, int> tell)
    {
        var targets = plan.Targets.Where(target => target.Changes.Any()).ToList();
        var done = 0;
        using var slots = new SemaphoreSlim(NamespacesAtOnce);
        using var write = new CancellationTokenSource();
        using var stopping = stop.Register(() => write.CancelAfter(LastWrite));
        var applied = await Task.WhenAll(targets.Select(async target =>
        {
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                var changes = await ApplyTargetAsync(target, write.Token).ConfigureAwait(false);
                tell(Interlocked.Increment(ref done), targets.Count);
                return changes;
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
        return [.. applied.SelectMany(changes => changes)];
    }

    private async Task<List<AppliedChange>> ApplyTargetAsync(TargetPlan target, CancellationToken write)
    {
        var applied = new List<AppliedChange>();
        foreach (var change in target.Changes)
        {
            if (stop.IsCancellationRequested)
            {
                break; // stopped or timed out; the caller reports which
            }

            if (applied.Any(done => done.Action is ItemAction.Failed or ItemAction.Conflict or ItemAction.Pending && IsNeededBy(change, done.Change)))
            {
                continue;
            }

            var isReplaced = change is RestartPod restart && applied.Any(done => IsReplacedBecauseOf(restart, done));
            applied.Add(await ApplyChangeAsync(change, isReplaced, write).ConfigureAwait(false));
        }

        return applied;
    }

    /// <summary>Linking a missing secret, or restarting a pod before its serviceaccount is linked, has no effect. A secret that is still linked must not be deleted.</summary>
    private static bool IsNeededBy(Change change, Change earlier) => (change, earlier) switch
    {
        (_, WriteSecret) => true,
        (DeleteSecret, UnlinkServiceAccount) => true,
        (Restart restart, LinkServiceAccount link) => link.Name == restart.Pod.ServiceAccount,
        _ => false,
    };

    /// <summary>OLM replaces a catalog's pod once its serviceaccount is linked (<see cref="ServingCatalogs"/>), so whoever deletes it first, this run restarted it.</summary>
    private static bool IsReplacedBecauseOf(RestartPod restart, AppliedChange done) =>
        restart.Pod is { Owner.Kind: "CatalogSource", IsUpdatePoll: false } && done is { Action: ItemAction.Linked, Change: LinkServiceAccount link } && link.Name == restart.Pod.ServiceAccount;

    private async Task<AppliedChange> ApplyChangeAsync(Change change, bool isReplaced, CancellationToken write)
    {
        AppliedChange applied;
        try
        {
            applied = change switch
            {
                WriteSecret secret => await WriteAsync(secret, write).ConfigureAwait(false),
                RewriteLinks links => await RewriteAsync(links, write).ConfigureAwait(false),
                DeleteSecret delete => await DeleteAsync(delete, write).ConfigureAwait(false),
                RestartPod restart => await _restarter.RestartAsync(restart, isReplaced, write).ConfigureAwait(false),
                DeleteJob delete => await _restarter.DeleteJobAsync(delete, write).ConfigureAwait(false),
                _ => throw new NotSupportedException(change.GetType().Name),
            };
        }
        catch (Exception e) when (ApiErrors.IsExpected(e) || (e is OperationCanceledException && stop.IsCancellationRequested))
        {
            applied = e switch
            {
                OperationCanceledException => new(change, ItemAction.Failed, "the run ended while it was under way", MayHaveHappened: true),
                HttpOperationException terminating when terminating.IsNamespaceTerminating() => new(change, ItemAction.Pending, "the namespace is being deleted"),
                _ => new(change, ItemAction.Failed, ApiErrors.Explain(e, api.Access), ApiErrors.MayHaveHappened(e)),
            };
        }
        catch (HookException e)
        {
            applied = new(change, ItemAction.Failed, e.Message, MayHaveHappened: true);
        }

        Log.Applied(log, applied.Action.ToString(), change.GetType().Name, change.Namespace, change.Name, applied.Reason ?? "");
        return applied;
    }

    private async Task<AppliedChange> WriteAsync(WriteSecret planned, CancellationToken write)
    {
        var change = planned;
        var isOwnDoing = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteOnceAsync(change, write).ConfigureAwait(false);
                return new(planned, change.Action);
            }
            catch (HttpOperationException e) when (attempt < Tries && (e.Is(HttpStatusCode.Conflict) || (e.Is(HttpStatusCode.NotFound) && change.Existing is not null)))
            {
                // Another client, or an earlier attempt of ours, changed the secret: plan again from its current state.
                isOwnDoing |= e.IsAmbiguous();
                var id = new NamespacedName(change.Namespace, change.Name);
                var existing = await reader.ReadSecretAsync(id).ConfigureAwait(false);
                var (step, _) = SecretPlanner.Plan(id, existing, change.Content, change.Origin, settings.Force);
                if (step.Change is not WriteSecret again)
                {
                    return step.Action == ItemAction.Unchanged && isOwnDoing ? new(planned, change.Action) : new(planned, step.Action, step.Reason ?? "somebody else wrote it meanwhile");
                }

                change = again;
            }
        }
    }

    private async Task WriteOnceAsync(WriteSecret change, CancellationToken write)
    {
        switch (change.Action)
        {
            case ItemAction.Recreated:
                await api.DeleteAsync(PathOf(change), change.Existing!.Uid, change.Existing.ResourceVersion, write).ConfigureAwait(false);
                await CreateAnewAsync(change, write).ConfigureAwait(false);
                break;
            case ItemAction.Created:
                await CreateAsync(change, write).ConfigureAwait(false);
                break;
            default:
                await api.PatchAsync(PathOf(change), SecretPatch(change), write).ConfigureAwait(false);
                break;
        }
    }

    private async Task CreateAnewAsync(WriteSecret change, CancellationToken write)
    {
        try
        {
            await CreateAsync(change, write).ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e) && e is not HttpOperationException { Response.StatusCode: HttpStatusCode.Conflict })
        {
            throw new HookException($"the old secret was deleted, and the new one could not be written: {ApiErrors.Explain(e, api.Access)} Run again", e);
        }
    }

    private Task CreateAsync(WriteSecret change, CancellationToken write) => api.CreateAsync(
        ApiPaths.Secrets(change.Namespace),
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = change.Name,
                ["namespace"] = change.Namespace,
                ["labels"] = new JsonObject { [OwnershipLabels.ManagedByLabel] = OwnershipLabels.ManagedBy },
                ["annotations"] = new JsonObject { [OwnershipLabels.OriginAnnotation] = change.Origin },
            },
            ["type"] = DockerConfig.SecretType,
            ["data"] = Data(change),
        },
        write);

    private static JsonObject SecretPatch(WriteSecret change)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = change.Existing!.ResourceVersion,
                ["labels"] = new JsonObject { [OwnershipLabels.ManagedByLabel] = OwnershipLabels.ManagedBy },
                ["annotations"] = new JsonObject { [OwnershipLabels.OriginAnnotation] = change.Origin },
            },
        };
        if (change.Action == ItemAction.Updated)
        {
            patch["data"] = Data(change);
        }

        return patch;
    }

    private static JsonObject Data(WriteSecret change) => new() { [DockerConfig.DataKey] = Convert.ToBase64String(DockerConfig.Write(change.Content)) };

    private static string PathOf(Change secret) => ApiPaths.Secret(secret.Namespace, secret.Name);

    private async Task<AppliedChange> RewriteAsync(RewriteLinks planned, CancellationToken write)
    {
        var change = planned;
        var isOwnDoing = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var patch = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["resourceVersion"] = change.Before.ResourceVersion },
                    ["imagePullSecrets"] = new JsonArray([.. change.After.Select(name => new JsonObject { ["name"] = name })]),
                };
                await api.PatchAsync(ApiPaths.ServiceAccount(change.Namespace, change.Name), patch, write).ConfigureAwait(false);
                return new(planned, change.Action);
            }
            catch (HttpOperationException e) when (e.Is(HttpStatusCode.Conflict) && attempt < Tries)
            {
                isOwnDoing |= e.IsAmbiguous();
                if (await reader.ReadServiceAccountAsync(new(change.Namespace, change.Name)).ConfigureAwait(false) is not { } again)
                {
                    return Vanished(planned);
                }

                change = change with { Before = again };
                if (!change.IsNeeded)
                {
                    return isOwnDoing ? new(planned, change.Action) : new(planned, ItemAction.Unchanged, "somebody else did it meanwhile");
                }
            }
            catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
            {
                return Vanished(planned);
            }
        }
    }

    private static AppliedChange Vanished(RewriteLinks planned) => new(planned, ItemAction.Skipped, "the serviceaccount was deleted meanwhile");

    private async Task<AppliedChange> DeleteAsync(DeleteSecret planned, CancellationToken write)
    {
        var existing = planned.Existing;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await api.DeleteAsync(PathOf(planned), existing.Uid, existing.ResourceVersion, write).ConfigureAwait(false);
                return new(planned, ItemAction.Deleted);
            }
            catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
            {
                return e.IsAmbiguous() ? new(planned, ItemAction.Deleted) : new(planned, ItemAction.Unchanged, "somebody else deleted it meanwhile");
            }
            catch (HttpOperationException e) when (e.Is(HttpStatusCode.Conflict) && attempt < Tries)
            {
                if (await reader.ReadSecretAsync(existing.Id).ConfigureAwait(false) is not { IsOurs: true } again)
                {
                    return new(planned, ItemAction.Skipped, "it is no longer ours");
                }

                existing = again;
            }
        }
    }
}
