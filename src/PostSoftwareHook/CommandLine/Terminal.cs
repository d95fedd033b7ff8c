using Microsoft.Win32.SafeHandles;
using PostSoftwareHook.Guards;

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
    /// Writes errors to a terminal as to a file: the console's own writer takes a terminal over and writes escape codes to it, even for
    /// plain lines (System.Console, ConsolePal.EnsureConsoleInitialized). A pipe is left to it: it knows what to do with a broken one.
    /// </summary>
    public static void WritePlainly()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.SetError(new StreamWriter(new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { AutoFlush = true });
        }
    }

    /// <summary>Says a sentence on stderr. Where that can't be written, the exit code alone has to tell.</summary>
    public static void Say(string sentence)
    {
        try
        {
            Console.Error.WriteLine(Printable.OneLine(sentence));
        }
        catch (Exception e) when (StandardOutput.IsOfAStream(e))
        {
            // Nobody is there to be told.
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
}
