namespace PostSoftwareHook.CommandLine;

/// <summary>Asks on the terminal.</summary>
internal static class Question
{
    /// <summary>Whether the answer is yes. Anything else, the end of input and a stop are no.</summary>
    public static async Task<bool> AskAsync(string question, CancellationToken stop)
    {
        await Console.Error.WriteAsync(question).ConfigureAwait(false);

        // A read from a terminal can't be cancelled; where it is left behind, the process' end ends it.
        var answer = Task.Run(Console.In.ReadLine, CancellationToken.None);
        await Task.WhenAny(answer, Task.Delay(Timeout.Infinite, stop)).ConfigureAwait(false);
        if (!answer.IsCompleted)
        {
            await Console.Error.WriteLineAsync().ConfigureAwait(false);
            return false;
        }

        return (await answer.ConfigureAwait(false))?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
