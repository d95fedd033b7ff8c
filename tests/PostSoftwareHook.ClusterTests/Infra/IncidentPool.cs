using System.Collections.Concurrent;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>
/// Control planes with an incident each, as many as test classes run side by side. They are handed from class to class, since
/// a start costs more than a reset.
/// </summary>
internal static class IncidentPool
{
    private static readonly ConcurrentBag<SnoIncident> Idle = [];
    private static readonly ConcurrentBag<SnoIncident> All = [];

    /// <summary>One that nobody uses, in whatever state the last one left it.</summary>
    public static async Task<SnoIncident> TakeAsync()
    {
        if (Idle.TryTake(out var idle))
        {
            return idle;
        }

        var incident = await SnoIncident.CreateAsync(await ControlPlane.StartAsync());
        All.Add(incident);
        return incident;
    }

    /// <summary>Gives it back for the next class.</summary>
    public static async Task ReturnAsync(SnoIncident incident)
    {
        if (!incident.ControlPlane.IsApiServerRunning)
        {
            await incident.ControlPlane.StartApiServerAsync();
        }

        Idle.Add(incident);
    }

    /// <summary>Stops them all.</summary>
    public static async Task EmptyAsync()
    {
        while (All.TryTake(out var incident))
        {
            await incident.DisposeAsync();
            await incident.ControlPlane.DisposeAsync();
        }
    }
}
