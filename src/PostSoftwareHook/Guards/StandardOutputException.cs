namespace PostSoftwareHook.Guards;

/// <summary>The result could not be written. An error of reading some file is another kind, and must not be taken for this one.</summary>
internal sealed class StandardOutputException(Exception cause) : Exception(cause.Message, cause);
