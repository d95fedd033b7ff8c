namespace PostSoftwareHook.CommandLine;

/// <summary>What this program is called, and which one it is.</summary>
internal static class Product
{
    /// <summary>The command.</summary>
    public const string Name = "post-software-hook";

    /// <summary>The version, as in Directory.Build.props.</summary>
    public static string Version => typeof(Product).Assembly.GetName().Version?.ToString(3) ?? "0";
}
