using Microsoft.Extensions.Logging;

namespace PostSoftwareHook;

/// <summary>Logs plain lines to stderr, without secrets.</summary>
internal sealed class StderrLogger(LogLevel least, Redactor redactor) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine(redactor.Clean(formatter(state, exception)));
        }
    }
}
