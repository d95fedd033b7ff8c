namespace PostSoftwareHook.Incident;

/// <summary>State of the MachineConfigPool <c>master</c>. In every state but the first, a rendered config is pending.</summary>
public enum PoolState
{
    Updated,
    Paused,
    Updating,
    Degraded,
}
