namespace PostSoftwareHook.Incident;

/// <summary>What the machine config pool <c>master</c> is doing.</summary>
public enum PoolState
{
    Updated,
    Paused,
    Updating,
    Degraded,
}
