namespace PostSoftwareHook;

/// <summary>
/// What keeps a run from going on: bad input or a cluster that won't answer. The message is one or two sentences for a person
/// that name the thing, the cause and the way out, and hold no credential.
/// </summary>
internal sealed class HookException(string message, Exception? cause = null) : Exception(message, cause);
