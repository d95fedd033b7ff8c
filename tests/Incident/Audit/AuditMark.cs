namespace PostSoftwareHook.Incident;

/// <summary>A position in the audit log, in bytes.</summary>
public readonly record struct AuditMark(long Offset);
