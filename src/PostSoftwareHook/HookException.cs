namespace PostSoftwareHook;

/// <summary>
/// An error that stops the run: wrong input, or a cluster that can't be reached. The message is one or two sentences for the user. It
/// names the object, the cause and the remedy, and contains no credential.
/// </summary>
internal sealed class HookException(string message, Exception? cause = null) : Exception(message, cause);
