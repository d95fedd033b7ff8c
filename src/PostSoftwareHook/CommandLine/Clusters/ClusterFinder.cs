using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>Finds the clusters of a command line: each file and context once, in the order given.</summary>
internal static class ClusterFinder
{
    /// <summary>The clusters of <paramref name="selection"/>; at least one.</summary>
    /// <param name="selection">The options that select clusters.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="warn">Receives a sentence about folders and files that were skipped.</param>
    /// <exception cref="HookException">Nothing matches. The message says what was searched for.</exception>
    public static IReadOnlyList<ChosenCluster> Find(ClusterSelection selection, Func<string, string?> environment, Action<string> warn)
    {
        var reader = new FolderReader();
        var files = Files(selection, environment, reader);
        if (reader.Skipped is { } skipped)
        {
            warn(skipped);
        }

        var found = Distinct(files.SelectMany(file => Contexts(file, selection, files.Count > 1)));
        return found.Count > 0 ? WithDistinctNames(found) : throw Nothing(selection, files);
    }

    private static List<ChosenCluster> Files(ClusterSelection selection, Func<string, string?> environment, FolderReader reader)
    {
        var files = selection.Kubeconfigs.SelectMany(typed => Files(typed, reader))
            .Concat(selection.Students.Select(student => new ChosenCluster(student, StudentFolder.Find(student, selection.OutputFolder, environment, reader))))
            .ToList();
        if (files.Count > 0)
        {
            return files;
        }

        if (selection.Host is { } host)
        {
            return [new(Uri.TryCreate(host, UriKind.Absolute, out var url) ? url.Authority : host)];
        }

        // No kubeconfig counts as named here, so that the other environment variables are still read.
        var path = new[] { environment("K8S_AUTH_KUBECONFIG"), environment("KUBECONFIG") }.FirstOrDefault(text => text is { Length: > 0 })
            ?? OptionReader.ExpandPath("~/.kube/config");
        return [IsContentOrSeveral(path) || !File.Exists(path) ? new("default") : new(KubeconfigName.Of(path)) { UnnamedPath = path }];
    }

    private static IEnumerable<ChosenCluster> Files(string typed, FolderReader reader) => typed switch
    {
        _ when typed.TrimStart().StartsWith('{') => [new("given", Content(typed))],
        _ when IsContentOrSeveral(typed) => [new(KubeconfigName.Of(typed.Split(':')[0]), typed)],
        _ => KubeconfigFiles.Find(OptionReader.ExpandPath(typed), reader).Select(path => new ChosenCluster(KubeconfigName.Of(path), path)),
    };

    private static JsonNode? Content(string json)
    {
        try
        {
            return JsonText.Parse(json);
        }
        catch (JsonException e)
        {
            throw new HookException("--kubeconfig starts with a brace but is not valid JSON. Give the kubeconfig's path, or all of its content as one JSON object.", e);
        }
    }

    /// <summary>
    /// Whether the value is JSON content, or several files joined by colons that form one kubeconfig. Neither is a path to search.
    /// </summary>
    private static bool IsContentOrSeveral(string text) => text.TrimStart().StartsWith('{') || text.Contains(':', StringComparison.Ordinal);

    private static IEnumerable<ChosenCluster> Contexts(ChosenCluster file, ClusterSelection selection, bool isOneOfMany)
    {
        ChosenCluster In(string context) => file with { Name = isOneOfMany ? $"{file.Name}/{context}" : context, Context = context };

        if (selection.Contexts.Count > 0)
        {
            var present = isOneOfMany ? ContextsOf(file) : null;
            return selection.Contexts
                .Where(context => present is null || present.Any(item => item.Name == context))
                .Select(In)
                .Where(cluster => selection.Names.Count == 0 || Fits(selection, cluster.Name));
        }

        return selection.Names.Count == 0 || Fits(selection, file.Name)
            ? [file]
            : (ContextsOf(file) ?? []).Where(item => Fits(selection, item.Name) || (item.Cluster is { } cluster && Fits(selection, cluster))).Select(item => In(item.Name));
    }

    private static bool Fits(ClusterSelection selection, string name) => selection.Names.Any(pattern => new Glob(pattern).Matches(name));

    /// <summary>Null if the file can't be read; the run on it reports why.</summary>
    private static IReadOnlyList<KubeconfigContext>? ContextsOf(ChosenCluster file)
    {
        try
        {
            return file.Path is { } path && File.Exists(path) ? Kubeconfig.ContextsOf(path) : null;
        }
        catch (HookException)
        {
            return null;
        }
    }

    private static List<ChosenCluster> Distinct(IEnumerable<ChosenCluster> clusters) =>
        [.. clusters.DistinctBy(cluster => $"{cluster.Kubeconfig?.ToJsonString()}\n{cluster.Context}", StringComparer.Ordinal)];

    private static List<ChosenCluster> WithDistinctNames(List<ChosenCluster> clusters)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. clusters.Select(cluster => cluster with { Name = Free(cluster, taken) })];
    }

    private static string Free(ChosenCluster cluster, HashSet<string> taken)
    {
        var name = taken.Contains(cluster.Name) ? $"{Path.GetFileName(Path.GetDirectoryName(cluster.Path))}/{cluster.Name}" : cluster.Name;
        for (var i = 2; !taken.Add(name); i++)
        {
            name = $"{cluster.Name} ({i})";
        }

        return name;
    }

    private static HookException Nothing(ClusterSelection selection, List<ChosenCluster> files) => new(selection.Names.Count > 0
        ? $"No cluster is called {string.Join(" or ", selection.Names.Select(Printable.Clean))}. Looked for it among {string.Join(", ", files.Take(20).Select(file => file.Name))} and the contexts inside. Give another --cluster-name, or leave it out."
        : $"None of the kubeconfigs has the context {string.Join(" or ", selection.Contexts.Select(Printable.Clean))}. Give another --context, or leave it out.");
}
