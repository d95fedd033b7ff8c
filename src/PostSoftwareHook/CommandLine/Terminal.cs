using Microsoft.Win32.SafeHandles;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine;

/// <summary>What stdin, stdout and stderr are connected to.</summary>
/// <param name="CanAsk">Whether stdin and stderr are a terminal, so that a question can be asked.</param>
/// <param name="IsLive">Whether stderr is a terminal that can be redrawn.</param>
/// <param name="HasColor">Whether stdout is a terminal that shows colours.</param>
/// <param name="Width">In columns.</param>
/// <param name="Height">In lines.</param>
internal sealed record Terminal(bool CanAsk, bool IsLive, bool HasColor, int Width, int Height)
{
    /// <summary>
    /// Writes to stderr as to a file if it is a terminal. The console's own writer changes the terminal's settings and writes escape
    /// codes to it, even for plain lines (System.Console, ConsolePal.EnsureConsoleInitialized). A pipe is left to the console, which
    /// handles a broken one.
    /// </summary>
    public static void WritePlainly()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.SetError(new StreamWriter(new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { AutoFlush = true });
        }
    }

    /// <summary>Writes a sentence to stderr. If that fails, only the exit code reports the problem.</summary>
    public static void Say(string sentence)
    {
        try
        {
            Console.Error.WriteLine(Printable.OneLine(sentence));
        }
        catch (Exception e) when (StandardOutput.IsOfAStream(e))
        {
            // Nobody can read it.
        }
    }

    /// <summary>Inspects the streams. NO_COLOR (no-color.org) and TERM=dumb are honoured.</summary>
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
