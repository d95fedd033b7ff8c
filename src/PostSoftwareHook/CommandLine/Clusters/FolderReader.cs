using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>
/// Lists folders and reads files below what was typed. Whatever this user may not read is skipped and remembered: the rest of a
/// class must not be lost with it, and nobody may believe that it was seen.
/// </summary>
internal sealed class FolderReader
{
    private const int MostNamed = 20;

    private readonly SortedSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>A sentence that names what could not be read; null where all could.</summary>
    public string? Skipped => _unreadable.Count == 0
        ? null
        : $"Skipped, because this user may not read it: {string.Join(", ", _unreadable.Take(MostNamed).Select(Printable.Clean))}{(_unreadable.Count > MostNamed ? $" and {_unreadable.Count - MostNamed} more" : "")}.";

    /// <summary>The folder's subfolders, sorted.</summary>
    public IReadOnlyList<string> Folders(string folder) => List(folder, Directory.EnumerateDirectories);

    /// <summary>The folder's files, sorted.</summary>
    public IReadOnlyList<string> Files(string folder) => List(folder, Directory.EnumerateFiles);

    /// <summary>The folder's files and subfolders, sorted.</summary>
    public IReadOnlyList<string> Entries(string folder) => List(folder, Directory.EnumerateFileSystemEntries);

    /// <summary>A file's text; null where it is empty, as large as <paramref name="limit"/>, or not to be read.</summary>
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
            return null; // a link to nothing, or gone since the folder was listed
        }
    }

    /// <summary>Ends the search where a folder that was named in full could not be read, since nothing else was asked for.</summary>
    /// <exception cref="HookException">It could not.</exception>
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
            return []; // gone since its parent was listed
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(folder);
            return [];
        }
    }
}
