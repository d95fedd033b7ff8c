namespace PostSoftwareHook.CommandLine;

/// <summary>Options' names as they are typed, with dashes.</summary>
internal static class OptionNames
{
    /// <summary><c>--wait-timeout</c> for <c>wait_timeout</c>.</summary>
    public static string Typed(string name) => $"--{name.Replace('_', '-')}";

    /// <summary><paramref name="message"/> for somebody who types the options that it refers to.</summary>
    public static string InMessage(string message) => OptionReference.Write(message, Typed);
}
