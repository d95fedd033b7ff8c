using Microsoft.Extensions.Logging;

namespace PostSoftwareHook.Guards;

/// <summary>
/// Log messages, written to stderr. Request paths contain names only, never a credential. Not [LoggerMessage]: its generated code links
/// one generic type per number of fields into the executable, and stderr needs no structured fields.
/// </summary>
internal static class Log
{
    public static void Answered(ILogger log, string method, string path, int status, double milliseconds) =>
        Write(log, LogLevel.Information, $"{method} {path} {status} {milliseconds} ms");

    public static void NotAnswered(ILogger log, string method, string path, string cause, double milliseconds) =>
        Write(log, LogLevel.Information, $"{method} {path} failed: {cause}, {milliseconds} ms");

    public static void Applied(ILogger log, string action, string kind, string @namespace, string name, string reason) =>
        Write(log, LogLevel.Debug, $"{action} {kind} {@namespace}/{name} {reason}");

    public static void Decided(ILogger log, string action, string kind, string @namespace, string name, string reason) =>
        Write(log, LogLevel.Debug, $"decided: {action} {kind} {@namespace}/{name} {reason}");

    public static void RunsExecPlugin(ILogger log, string command, string origin) =>
        Write(log, LogLevel.Information, $"runs the exec plugin {command} of {origin} to log in");

    public static void Defect(ILogger log, string exception) => Write(log, LogLevel.Information, exception);

    public static void Waiting(ILogger log, string missing) => Write(log, LogLevel.Debug, $"waiting: {missing}");

    private static void Write(ILogger log, LogLevel level, string line)
    {
        if (log.IsEnabled(level))
        {
            log.Log(level, default, line, null, static (text, _) => text);
        }
    }
}
