namespace PostSoftwareHook.Guards;

/// <summary>The result could not be written. A type of its own, so that it is not confused with an error of reading some other file.</summary>
internal sealed class StandardOutputException(Exception cause) : Exception(cause.Message, cause);
