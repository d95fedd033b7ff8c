namespace PostSoftwareHook.CommandLine;

/// <summary>Option names as typed on the command line.</summary>
internal static class OptionNames
{
    /// <summary><c>--wait-timeout</c> for <c>wait_timeout</c>.</summary>
    public static string Typed(string name) => $"--{name.Replace('_', '-')}";

    /// <summary>Writes the options that <paramref name="message"/> refers to as they are typed on the command line.</summary>
    public static string InMessage(string message) => OptionReference.Write(message, Typed);
}
