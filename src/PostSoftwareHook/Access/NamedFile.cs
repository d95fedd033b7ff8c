using System.Text;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Access;

/// <summary>Reads files named by the user or by a kubeconfig.</summary>
internal static class NamedFile
{
    /// <summary>In characters; more than a kubeconfig of a thousand clusters has. A kubeconfig may name /dev/zero.</summary>
    private const int MaxLength = 1 << 23;

    /// <summary>
    /// Time limit for a pipe, as in <c>--kubeconfig &lt;(oc config view --raw)</c>: a kubeconfig may name one that nobody writes to.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Reads <paramref name="path"/>. <paramref name="what"/> describes it in messages: <c>ca_cert</c>, <c>tokenFile named by
    /// kubeconfig /path</c>.
    /// </summary>
    /// <exception cref="HookException">The file can't be read. The message says why.</exception>
    public static string Read(string path, string what)
    {
        try
        {
            // Pipes and devices have no length. Only they may block.
            if (new FileInfo(path) is { Exists: true, Length: > 0 })
            {
                return Read(path);
            }

            var reading = Task.Run(() => Read(path));
            return Task.WaitAny([reading], Patience) == 0 ? reading.GetAwaiter().GetResult() : throw new HookException($"The {what}, {Printable.Clean(path)}, is a pipe or device that did not end within {Patience.TotalSeconds:0} s. Name a file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HookException($"The {what}, {Printable.Clean(path)}, {Cause(e, path)}", e);
        }
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(path);
        var text = new StringBuilder();
        var part = new char[4096];
        for (var length = reader.Read(part); length > 0; length = reader.Read(part))
        {
            _ = text.Length < MaxLength ? text.Append(part, 0, length) : throw new IOException($"it has more than {MaxLength} characters");
        }

        return text.ToString();
    }

    private static string Cause(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "does not exist. Check the path.",
        UnauthorizedAccessException when Directory.Exists(path) => "is a folder. Name the file in it.",
        UnauthorizedAccessException => "can't be read: this user has no permission. Change its permissions, or run as its owner.",
        ArgumentException => "is not a path: it contains a null character.",
        _ => $"can't be read: {Printable.Clean(error.Message)}",
    };
}
