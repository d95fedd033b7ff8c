namespace PostSoftwareHook.Incident;

/// <summary>A place in the audit log.</summary>
public readonly record struct AuditMark(long Offset);
