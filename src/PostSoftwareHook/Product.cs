using PostSoftwareHook.Guards;

namespace PostSoftwareHook;

/// <summary>Name and version of this program.</summary>
internal static class Product
{
    public const string Name = "post-software-hook";

    /// <summary>Version of Directory.Build.props.</summary>
    public static string Version => typeof(Product).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>
    /// Message for an unexpected error. <paramref name="detail"/> is the flag that logs the stack trace, as the user gives it; null if
    /// nothing is logged.
    /// </summary>
    public static string Defect(Exception error, string? detail = null) =>
        $"A defect in {Name} {Version} ended this run: {error.GetType().Name}: {Printable.Clean(error.Message)} Please report it{(detail is null ? "" : $", with the output of {detail}")}.";
}
