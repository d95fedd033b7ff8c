using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>
/// Fifty kubeconfigs onto five API servers, healed in one command. Ten people heal each cluster at the same time, so that
/// this is also what happens when two instructors act at once.
/// </summary>
public sealed class HealingAClass : IAsyncLifetime, IDisposable
{
    private const int Clusters = 5;
    private const int PeoplePerCluster = 10;
    private const long MostMemory = 250_000; // kB

    private readonly TempFolder _folder = new();
    private SnoIncident[] _incidents = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _incidents = await Task.WhenAll(Enumerable.Range(0, Clusters).Select(_ => IncidentPool.TakeAsync()));
        await Task.WhenAll(_incidents.Select(incident => incident.ResetAsync(new())));
        foreach (var (cluster, incident) in _incidents.Index())
        {
            foreach (var person in Enumerable.Range(0, PeoplePerCluster))
            {
                var file = incident.ControlPlane.Kubeconfigs.ForUser($"instructor{person}", ControlPlaneUsers.MastersGroup);
                File.Copy(file, _folder.PathTo($"sno_workshop-student{cluster}{person}_kubeconfig"));
            }
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.WhenAll(_incidents.Select(IncidentPool.ReturnAsync));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fifty_clusters_are_healed_by_one_command_in_little_memory()
    {
        using var process = Ran.Start(Repository.Executable, ["heal", "--yes", "--kubeconfig", _folder.Path, "--output", "json", "--wait-timeout", "120"]);
        var memory = PeakMemory.WatchAsync(process);
        var ran = await Ran.EndOfAsync(process);

        foreach (var incident in _incidents)
        {
            Leaks.MustNotBeIn(ran.All, incident.Planted);
        }

        var results = JsonNode.Parse(ran.Output)!.AsArray();
        Assert.Equal(Clusters * PeoplePerCluster, results.Count);
        Assert.All(results, result => Assert.False((bool)result!["result"]!["failed"]!, $"{result["cluster"]}: {result["result"]!["msg"]}"));
        Assert.Equal(0, ran.ExitCode);
        Assert.InRange(await memory, 1, MostMemory);
        foreach (var incident in _incidents)
        {
            await incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        }
    }
}
