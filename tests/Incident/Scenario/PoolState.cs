namespace PostSoftwareHook.Incident;

/// <summary>State of the MachineConfigPool <c>master</c>.</summary>
public enum PoolState
{
    Updated,
    Paused,
    Updating,
    Degraded,
}
