using Microsoft.Win32.SafeHandles;

namespace PostSoftwareHook.CommandLine;

internal static class Question
{
    /// <summary>Asks on the terminal. Only y and yes mean yes; end of input and a stop mean no.</summary>
    public static async Task<bool> AskAsync(string question, CancellationToken stop)
    {
        await Console.Error.WriteAsync(question).ConfigureAwait(false);

        // Not Console.In: it changes the terminal's settings and writes escape codes to it. A read from a terminal can't be cancelled; an
        // abandoned one ends with the process.
        using var input = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
        var answer = Task.Run(input.ReadLine, CancellationToken.None);
        await Task.WhenAny(answer, Task.Delay(Timeout.Infinite, stop)).ConfigureAwait(false);
        if (!answer.IsCompleted)
        {
            await Console.Error.WriteLineAsync().ConfigureAwait(false);
            return false;
        }

        return (await answer.ConfigureAwait(false))?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
