using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>A local copy of all objects of one kind, updated by list and watch and by the responses to the actors' own writes.</summary>
internal sealed class Informer<T>(
    Func<CancellationToken, Task<(IEnumerable<T> Items, string Version)>> list,
    Func<string, Action<Exception>, CancellationToken, IAsyncEnumerable<(WatchEventType Type, T Item)>> watch) : IInformer
    where T : IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, T> _objects = [];
    private readonly ConcurrentDictionary<string, byte> _deleted = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Synced => _synced.Task;

    public IReadOnlyCollection<T> All => [.. _objects.Values];

    public T? Find(string @namespace, string name) => _objects.GetValueOrDefault($"{@namespace}/{name}");

    /// <summary>
    /// Stores a newer state of an object. The response to a write can arrive after the watch reported the object's deletion; it is then
    /// ignored.
    /// </summary>
    public T Observe(T item)
    {
        if (_deleted.ContainsKey(item.Metadata.Uid))
        {
            return item;
        }

        _objects.AddOrUpdate(Key(item), item, (_, known) => Version(item) >= Version(known) ? item : known);
        return item;
    }

    public void Forget(T item)
    {
        _deleted[item.Metadata.Uid] = 0;
        if (_objects.TryGetValue(Key(item), out var known) && known.Metadata.Uid == item.Metadata.Uid)
        {
            _objects.TryRemove(KeyValuePair.Create(Key(item), known));
        }
    }

    public async Task RunAsync(Action changed, ActorFaults faults, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(changed, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (Transient.Is(failure))
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
#pragma warning disable CA1031 // any failure is reported to the test
            catch (Exception failure)
#pragma warning restore CA1031
            {
                faults.Add($"informer of {typeof(T).Name}", failure);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static string Key(T item) => $"{item.Metadata.NamespaceProperty}/{item.Metadata.Name}";

    private static ulong Version(T item) => ulong.TryParse(item.Metadata.ResourceVersion, out var version) ? version : 0;

    private async Task FollowAsync(Action changed, CancellationToken cancellationToken)
    {
        var (items, version) = await list(cancellationToken);
        Replace(items, ulong.TryParse(version, out var listed) ? listed : 0);
        _synced.TrySetResult();
        changed();
        Exception? broken = null;
        await foreach (var (type, item) in watch(version, failure => broken = failure, cancellationToken))
        {
            if (broken is not null || type is WatchEventType.Error)
            {
                return;
            }

            if (type is WatchEventType.Deleted)
            {
                Forget(item);
            }
            else
            {
                Observe(item);
            }

            changed();
        }
    }

    private void Replace(IEnumerable<T> items, ulong listed)
    {
        var fresh = items.ToDictionary(Key);
        foreach (var gone in _objects.Where(known => !fresh.ContainsKey(known.Key) && Version(known.Value) <= listed))
        {
            _objects.TryRemove(gone);
        }

        foreach (var item in fresh.Values)
        {
            Observe(item);
        }
    }
}
