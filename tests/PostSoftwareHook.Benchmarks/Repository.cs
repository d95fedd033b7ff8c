namespace PostSoftwareHook.Benchmarks;

/// <summary>Where things are: by build.sh's environment variables, or else by the same defaults.</summary>
internal static class Repository
{
    /// <summary>The published executable.</summary>
    public static string Executable { get; } = FindExecutable();

    /// <summary>The full path of something in the checkout.</summary>
    public static string PathTo(string relative) => Path.Combine(FindRoot(), relative);

    /// <summary>The full path of a file that lies beside this program.</summary>
    public static string Beside(string relative) => Path.Combine(AppContext.BaseDirectory, relative);

    private static string FindExecutable()
    {
        var path = Environment.GetEnvironmentVariable("POST_SOFTWARE_HOOK_EXECUTABLE") ?? PathTo("dist/linux-x64/post-software-hook");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there. Publish it with ./build.sh.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PostSoftwareHook.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Benchmarks run inside a checkout, where PostSoftwareHook.sln is.");
    }
}
