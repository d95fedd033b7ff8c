using Microsoft.Extensions.Logging;

namespace PostSoftwareHook.Guards;

/// <summary>Writes log lines to stderr, without secrets or control characters.</summary>
/// <param name="least">Minimum level.</param>
/// <param name="redactor">Masks secrets.</param>
/// <param name="prefix">Starts each line: the cluster's name if there are several.</param>
internal sealed class StderrLogger(LogLevel least, Redactor redactor, string prefix = "") : ILogger
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
            try
            {
                Console.Error.WriteLine(Printable.OneLine(prefix + OptionReference.Write(redactor.Clean(formatter(state, exception)), name => name)));
            }
            catch (Exception e) when (StandardOutput.IsOfAStream(e))
            {
                // A failed log line must not end the run.
            }
        }
    }
}
