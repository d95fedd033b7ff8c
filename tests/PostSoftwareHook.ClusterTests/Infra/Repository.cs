namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Where things are: by build.sh's environment variables, or else by the same defaults.</summary>
internal static class Repository
{
    /// <summary>The checkout's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The published executable.</summary>
    public static string Executable { get; } = Required(
        Environment.GetEnvironmentVariable("POST_SOFTWARE_HOOK_EXECUTABLE") ?? PathTo("dist/linux-x64/post-software-hook"),
        "Publish it with ./build.sh");

    /// <summary>The full path of something in the checkout.</summary>
    public static string PathTo(string relative) => Path.Combine(Root, relative);

    private static string Required(string path, string wayOut) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there. {wayOut}.");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PostSoftwareHook.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside a checkout, where PostSoftwareHook.sln is.");
    }
}
