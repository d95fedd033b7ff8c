namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>Where the checkout is.</summary>
internal static class Checkout
{
    private static readonly string Root = FindRoot();

    /// <summary>The full path of something in it.</summary>
    public static string PathTo(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PostSoftwareHook.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests don't run from inside a checkout.");
        }

        return folder.FullName;
    }
}
