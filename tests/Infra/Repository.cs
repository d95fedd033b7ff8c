namespace PostSoftwareHook.Infra;

/// <summary>Paths, from build.sh's environment variables or the same defaults.</summary>
public static class Repository
{
    private static readonly Lazy<string> PublishedExecutable = new(FindExecutable);

    /// <summary>Root of the checkout that the running program was built in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Path of the published executable.</summary>
    public static string Executable => PublishedExecutable.Value;

    /// <summary>Full path of a file or folder of the checkout.</summary>
    public static string PathTo(string relative) => Path.Combine(Root, relative);

    /// <summary>Full path of a file that was copied to the folder of the running program.</summary>
    public static string Beside(string relative) => Path.Combine(AppContext.BaseDirectory, relative);

    private static string FindExecutable()
    {
        var path = Environment.GetEnvironmentVariable("POST_SOFTWARE_HOOK_EXECUTABLE") ?? PathTo("dist/linux-x64/post-software-hook");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} does not exist. Publish it with ./build.sh.");
    }

    /// <summary>
    /// Walks up from the running program. The source paths that the compiler records can't be used: a deterministic build maps them.
    /// </summary>
    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PostSoftwareHook.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside a checkout: no parent folder has PostSoftwareHook.sln.");
    }
}
