using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>
/// Lists folders and reads files. What this user may not read is skipped and reported: one unreadable folder must not stop the work on
/// the other clusters of a class, and must not go unnoticed.
/// </summary>
internal sealed class FolderReader
{
    private const int MostNamed = 20;

    private readonly SortedSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>A sentence that names what could not be read; null if everything could.</summary>
    public string? Skipped => _unreadable.Count == 0
        ? null
        : $"Skipped, because this user may not read it: {string.Join(", ", _unreadable.Take(MostNamed).Select(Printable.Clean))}{(_unreadable.Count > MostNamed ? $" and {_unreadable.Count - MostNamed} more" : "")}.";

    public IReadOnlyList<string> Folders(string folder) => List(folder, Directory.EnumerateDirectories);

    public IReadOnlyList<string> Files(string folder) => List(folder, Directory.EnumerateFiles);

    public IReadOnlyList<string> Entries(string folder) => List(folder, Directory.EnumerateFileSystemEntries);

    /// <summary>The text of a file. Null if it is empty, unreadable, or not smaller than <paramref name="limit"/> bytes.</summary>
    public string? Text(string file, long limit)
    {
        try
        {
            return new FileInfo(file).Length is var length && length > 0 && length < limit ? File.ReadAllText(file) : null;
        }
        catch (UnauthorizedAccessException)
        {
            _unreadable.Add(file);
            return null;
        }
        catch (IOException)
        {
            return null; // a dangling link, or deleted since the folder was listed
        }
    }

    /// <summary>Fails if <paramref name="folder"/>, which the user named in <paramref name="option"/>, could not be read.</summary>
    /// <exception cref="HookException">The folder could not be read.</exception>
    public void Require(string folder, string option)
    {
        if (_unreadable.Contains(folder))
        {
            throw new HookException($"The folder {Printable.Clean(folder)} can't be read: this user has no permission. Ask its owner for it, or give another in {option}.");
        }
    }

    private List<string> List(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return [.. list(folder).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // deleted since its parent was listed
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(folder);
            return [];
        }
    }
}
