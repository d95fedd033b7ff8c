using Microsoft.Extensions.Logging;

namespace PostSoftwareHook.Guards;

/// <summary>Logs plain lines to stderr, without secrets or control characters.</summary>
/// <param name="least">What is logged at least.</param>
/// <param name="redactor">Knows the secrets.</param>
/// <param name="prefix">Stands before each line: which of several clusters it is about.</param>
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
                // A log that can't be written must not end the work that it tells of.
            }
        }
    }
}
