using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>
/// Finds a student's kubeconfig where AgnosticD writes it: <c>OUTPUT/GUID/CONFIG_GUID_kubeconfig</c>, or the same without the GUID
/// folder. GUIDs are <c>workshop-NAME</c> in a workshop and <c>test-NAME</c> for test clusters; other GUIDs match by their suffix.
/// </summary>
internal static class StudentFolder
{
    private const string Ending = "_kubeconfig";

    /// <exception cref="HookException">There is no kubeconfig, or the name matches several clusters.</exception>
    public static string Find(string student, string? outputFolder, Func<string, string?> environment, FolderReader reader)
    {
        var root = OptionReader.ExpandPath(new[] { outputFolder, environment("AGNOSTICD_OUTPUT_DIR"), environment("OUTPUT_DIR") }.FirstOrDefault(folder => folder is { Length: > 0 }) ?? "~/agnosticd-output");
        var candidates = Candidates(root, reader);
        reader.Require(root, "--output-dir");
        var exact = candidates.Where(candidate => candidate.Guid == student).ToList();
        var fitting = exact.Count > 0 ? exact : candidates.Where(candidate => candidate.Guid.EndsWith($"-{student}", StringComparison.Ordinal)).ToList();
        var best = fitting.GroupBy(candidate => candidate.Guid).Select(Best).ToList();
        return best switch
        {
            [{ Count: 1 } one] => one[0],
            [] => throw NotFound(student, root, candidates, reader),
            _ => throw new HookException($"--student {Printable.Clean(student)} fits more than one kubeconfig: {string.Join(", ", best.SelectMany(paths => paths).Select(Printable.Clean))}. Give the GUID instead, as in --student {Printable.Clean(fitting[0].Guid)}, or the file in --kubeconfig."),
        };
    }

    /// <summary>Prefers AgnosticD's own kubeconfig of a cluster to the installer's, which leads to the same cluster.</summary>
    private static List<string> Best(IEnumerable<StudentKubeconfig> files)
    {
        var paths = files.Select(file => file.Path).ToList();
        var own = paths.Where(path => path.EndsWith(Ending, StringComparison.Ordinal)).ToList();
        return own.Count > 0 ? own : [paths[0]];
    }

    private static List<StudentKubeconfig> Candidates(string root, FolderReader reader)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        string[] folders = [root, .. reader.Folders(root)];
        return
        [
            .. from folder in folders
               from file in reader.Files(folder)
               where file.EndsWith(Ending, StringComparison.Ordinal)
               select new StudentKubeconfig(KubeconfigName.Of(file), file),
            .. from folder in folders.Skip(1)
               from file in new[] { Path.Combine(folder, "kubeconfig"), Path.Combine(folder, "auth", "kubeconfig") }
               where File.Exists(file)
               select new StudentKubeconfig(Path.GetFileName(folder), file),
        ];
    }

    private static HookException NotFound(string student, string root, List<StudentKubeconfig> candidates, FolderReader reader)
    {
        var name = Printable.Clean(student);
        var folder = Printable.Clean(root);
        var others = candidates.Select(candidate => candidate.Guid).Distinct().ToList();
        return new($"There is no kubeconfig for {name}: looked in {folder} and its subfolders for *_{name}{Ending}, *-{name}{Ending} and {name}/kubeconfig. "
            + (!Directory.Exists(root) ? $"The folder {folder} does not exist; give AgnosticD's output folder in --output-dir."
                : others.Count == 0 ? "There is none for any other cluster either; give AgnosticD's output folder in --output-dir."
                : $"There are kubeconfigs for {string.Join(", ", others.Take(20).Select(Printable.Clean))}.")
            + (reader.Skipped is { } skipped ? $" {skipped}" : ""));
    }
}
