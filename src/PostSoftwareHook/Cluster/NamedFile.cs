using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Cluster;

/// <summary>Reads files that the user, or a kubeconfig, names.</summary>
internal static class NamedFile
{
    /// <summary>The text of <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is to whoever named it: <c>ca_cert</c>, <c>tokenFile named by kubeconfig /path</c>.</param>
    /// <exception cref="HookException">It can't be read; a sentence that says why.</exception>
    public static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HookException($"The {what}, {Printable.Clean(path)}, {Cause(e, path)}", e);
        }
    }

    private static string Cause(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "is not there. Is the path right?",
        UnauthorizedAccessException when Directory.Exists(path) => "is a folder. Name the file in it.",
        UnauthorizedAccessException => "may not be read by this user. Mend its permissions, or run as its owner.",
        _ => $"can't be read: {Printable.Clean(error.Message)}",
    };
}
