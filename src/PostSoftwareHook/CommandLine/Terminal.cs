namespace PostSoftwareHook.CommandLine;

/// <summary>What this process is connected to.</summary>
/// <param name="CanAsk">Whether somebody is there to answer: input and stderr are a terminal.</param>
/// <param name="IsLive">Whether stderr is a terminal that may be redrawn.</param>
/// <param name="HasColor">Whether stdout is a terminal that may be coloured.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How many lines it has.</param>
internal sealed record Terminal(bool CanAsk, bool IsLive, bool HasColor, int Width, int Height)
{
    /// <summary>Finds out. NO_COLOR and a dumb terminal are honoured (no-color.org).</summary>
    public static Terminal Detect(bool noColor)
    {
        var isPlain = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        var isTerminal = !Console.IsOutputRedirected || !Console.IsErrorRedirected;
        return new(
            !Console.IsInputRedirected && !Console.IsErrorRedirected,
            !isPlain && !Console.IsErrorRedirected,
            !isPlain && !Console.IsOutputRedirected,
            isTerminal && Console.WindowWidth is > 20 and var width ? width : 100,
            isTerminal && Console.WindowHeight is > 4 and var height ? height : 24);
    }
}
