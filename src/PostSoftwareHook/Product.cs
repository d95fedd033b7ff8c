using PostSoftwareHook.Guards;

namespace PostSoftwareHook;

/// <summary>What this program is called, and which one it is.</summary>
internal static class Product
{
    /// <summary>The command.</summary>
    public const string Name = "post-software-hook";

    /// <summary>The version, as in Directory.Build.props.</summary>
    public static string Version => typeof(Product).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>What to say of an error that nobody thought of.</summary>
    /// <param name="error">The error.</param>
    /// <param name="detail">The flag with which the log tells where it happened, as the caller gives it; null where nothing is logged.</param>
    public static string Defect(Exception error, string? detail = null) =>
        $"A defect in {Name} {Version} ended this run: {error.GetType().Name}: {Printable.Clean(error.Message)} Please report it{(detail is null ? "" : $", with the output at {detail}")}.";
}
