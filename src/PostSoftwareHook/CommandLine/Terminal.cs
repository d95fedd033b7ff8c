using Microsoft.Win32.SafeHandles;

namespace PostSoftwareHook.CommandLine;

/// <summary>What this process is connected to.</summary>
/// <param name="CanAsk">Whether somebody is there to answer: input and stderr are a terminal.</param>
/// <param name="IsLive">Whether stderr is a terminal that may be redrawn.</param>
/// <param name="HasColor">Whether stdout is a terminal that may be coloured.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How many lines it has.</param>
internal sealed record Terminal(bool CanAsk, bool IsLive, bool HasColor, int Width, int Height)
{
    /// <summary>
    /// Writes to terminals as to files: the console's own writers take a terminal over and write escape codes to it, even for
    /// plain lines (System.Console, ConsolePal.EnsureConsoleInitialized). Pipes are left to them: they know what to do with a broken one.
    /// </summary>
    public static void WritePlainly()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.SetOut(WriterTo(1));
        }

        if (!Console.IsErrorRedirected)
        {
            Console.SetError(WriterTo(2));
        }
    }

    /// <summary>Finds out. NO_COLOR and a dumb terminal are honoured (no-color.org).</summary>
    public static Terminal Detect(bool noColor)
    {
        var isPlain = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        var isTerminal = !isPlain && (!Console.IsOutputRedirected || !Console.IsErrorRedirected); // asking for a size writes escape codes
        return new(
            !Console.IsInputRedirected && !Console.IsErrorRedirected,
            !isPlain && !Console.IsErrorRedirected,
            !isPlain && !Console.IsOutputRedirected,
            isTerminal && Console.WindowWidth is > 20 and var width ? width : 100,
            isTerminal && Console.WindowHeight is > 4 and var height ? height : 24);
    }

    private static StreamWriter WriterTo(int descriptor) =>
        new(new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { AutoFlush = true };
}
