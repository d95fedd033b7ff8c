using Microsoft.Extensions.Logging;

namespace PostSoftwareHook.Guards;

/// <summary>What is logged, to stderr. Paths of requests hold names only, never a credential.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} {Status} {Milliseconds} ms")]
    public static partial void Answered(ILogger log, string method, string path, int status, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} failed: {Cause}, {Milliseconds} ms")]
    public static partial void NotAnswered(ILogger log, string method, string path, string cause, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Action} {Kind} {Namespace}/{Name} {Reason}")]
    public static partial void Applied(ILogger log, string action, string kind, string @namespace, string name, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "decided: {Action} {Kind} {Namespace}/{Name} {Reason}")]
    public static partial void Decided(ILogger log, string action, string kind, string @namespace, string name, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "runs the exec plugin {Command} of {Origin} to log in")]
    public static partial void RunsExecPlugin(ILogger log, string command, string origin);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Exception}")]
    public static partial void Defect(ILogger log, string exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "waiting: {Missing}")]
    public static partial void Waiting(ILogger log, string missing);
}
