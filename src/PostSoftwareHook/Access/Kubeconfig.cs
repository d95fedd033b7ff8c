using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using k8s.Authentication;

namespace PostSoftwareHook.Access;

/// <summary>
/// One or more kubeconfigs, merged as kubectl does: the first file that has an entry wins. YamlDotNet reads them, because
/// KubernetesClient.Aot's reader supports neither tokenFile nor CA bundles and reports errors as stack traces.
/// </summary>
internal sealed class Kubeconfig
{
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<Document> _documents;

    private Kubeconfig(IReadOnlyList<Document> documents) => _documents = documents;

    /// <summary>Reads files. Missing files are skipped, as in kubectl, but at least one must exist.</summary>
    public static Kubeconfig FromFiles(IReadOnlyList<string> paths)
    {
        var present = paths.Where(File.Exists).ToList();
        return present.Count == 0
            ? throw new HookException($"The kubeconfig {string.Join(", ", paths)} does not exist. Give the path of the cluster's own kubeconfig in {OptionReference.To("kubeconfig")}.")
            : new([.. present.Select(path => Parse(NamedFile.Read(path, "kubeconfig"), $"kubeconfig {path}", Path.GetDirectoryName(Path.GetFullPath(path))!))]);
    }

    /// <summary>Reads a kubeconfig given as an object. Relative paths in it are relative to the working directory.</summary>
    public static Kubeconfig FromObject(JsonObject content) =>
        new([Parse(content.ToJsonString(), "the kubeconfig given as an object", Directory.GetCurrentDirectory())]);

    /// <summary>The contexts of the kubeconfig at <paramref name="path"/>.</summary>
    /// <exception cref="HookException">The file can't be read.</exception>
    public static IReadOnlyList<KubeconfigContext> ContextsOf(string path) =>
    [
        .. from document in FromFiles([path])._documents
           from item in document.Root.Items("contexts")
           where item.Text("name") is not null
           select new KubeconfigContext(item.Text("name")!, item.Get("context").Text("cluster")),
    ];

    /// <summary>The settings of <paramref name="contextName"/>, or of the current context if it is null.</summary>
    public ClientConfig Resolve(string? contextName, ExecPlugin plugins)
    {
        var origin = string.Join(", ", _documents.Select(document => document.Origin));
        var name = contextName ?? _documents.Select(document => document.Root.Text("current-context")).FirstOrDefault(current => current is not null)
            ?? throw new HookException($"{Capital(origin)} has no current-context. Name one in {OptionReference.To("context")}{Known("contexts")}.");
        var (context, _) = Find("contexts", "context", name)
            ?? throw new HookException($"{Capital(origin)} has no context \"{Shown(name)}\"{Known("contexts")}.");
        var clusterName = context.Text("cluster");
        var (cluster, clusterFolder) = Find("clusters", "cluster", clusterName)
            ?? throw new HookException($"{Capital(origin)}: context \"{Shown(name)}\" names the cluster \"{Shown(clusterName)}\", which does not exist{Known("clusters")}.");
        var userName = context.Text("user");
        var (user, userFolder) = userName is null ? (null, "") : Find("users", "user", userName)
            ?? throw new HookException($"{Capital(origin)}: context \"{Shown(name)}\" names the user \"{Shown(userName)}\", which does not exist{Known("users")}.");

        var access = new ClientConfig
        {
            Origin = $"{origin} (context {Shown(name)})",
            Server = cluster.Text("server") ?? throw new HookException($"{Capital(origin)}: the cluster \"{Shown(clusterName)}\" has no server."),
            CaPem = Pem(cluster, "certificate-authority", clusterFolder, origin),
            SkipTlsVerify = cluster.Text("insecure-skip-tls-verify") is "true",
            TlsServerName = cluster.Text("tls-server-name"),
            Proxy = cluster.Text("proxy-url"),
        };
        return user is null ? access : WithUser(access, user, userFolder, origin, plugins);
    }

    private static ClientConfig WithUser(ClientConfig access, YamlNode user, string folder, string origin, ExecPlugin plugins)
    {
        if (user.Get("exec") is { } exec)
        {
            return plugins.Run(exec, folder, access);
        }

        if (user.Get("auth-provider") is { } provider)
        {
            throw new HookException($"{Capital(origin)} logs in with the auth-provider \"{Shown(provider.Text("name"))}\", which Kubernetes has removed. Use a kubeconfig with a token, a client certificate or an exec plugin.");
        }

        var tokenFile = user.Text("tokenFile") is { } path ? Path.Combine(folder, path) : null;
        if (tokenFile is not null)
        {
            NamedFile.Read(tokenFile, $"tokenFile named by {origin}");
        }

        return access with
        {
            Token = tokenFile is null ? user.Text("token") : null,
            TokenProvider = tokenFile is null ? null : new TokenFileAuth(tokenFile),
            Username = user.Text("username"),
            Password = user.Text("password"),
            ClientCertPem = Pem(user, "client-certificate", folder, origin),
            ClientKeyPem = Pem(user, "client-key", folder, origin),
        };
    }

    /// <summary>PEM given inline as base64 (KEY-data, which wins) or as the path of a file (KEY).</summary>
    private static string? Pem(YamlNode node, string key, string folder, string origin)
    {
        if (node.Text($"{key}-data") is { } data)
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length)
                ? System.Text.Encoding.UTF8.GetString(bytes, 0, length)
                : throw new HookException($"{Capital(origin)}: {key}-data is not base64.");
        }

        return node.Text(key) is { } path ? NamedFile.Read(Path.Combine(folder, path), $"{key} named by {origin}") : null;
    }

    private static Document Parse(string yaml, string origin, string folder)
    {
        try
        {
            RequireModestDepth(yaml, origin);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode root }, ..]
                ? new(root, origin, folder)
                : throw new HookException($"{Capital(origin)} is not a kubeconfig: its content is not a mapping. Fetch the kubeconfig again.");
        }
        catch (YamlException e)
        {
            throw new HookException($"{Capital(origin)} is not YAML: line {e.Start.Line}, column {e.Start.Column}. Fetch the kubeconfig again.", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet throws these for some malformed brackets and tags.
            throw new HookException($"{Capital(origin)} is not YAML: its brackets or tags are wrong. Fetch the kubeconfig again.", e);
        }
    }

    /// <summary>YamlDotNet recurses, and a stack overflow can't be caught.</summary>
    private static void RequireModestDepth(string yaml, string origin)
    {
        var depth = 0;
        for (var parser = new Parser(new StringReader(yaml)); parser.MoveNext();)
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            if (depth > MaxDepth)
            {
                throw new HookException($"{Capital(origin)} is nested more than {MaxDepth} levels deep, so it is not a kubeconfig.");
            }
        }
    }

    /// <summary>The first file that has the entry wins. Like kubectl, this refuses a name that occurs twice in one file.</summary>
    private (YamlNode Node, string Folder)? Find(string list, string kind, string? name)
    {
        foreach (var document in _documents)
        {
            var found = document.Root.Items(list).Where(item => item.Text("name") == name).Select(item => item.Get(kind)).OfType<YamlNode>().ToList();
            if (found.Count > 0)
            {
                return found.Count == 1
                    ? (found[0], document.Folder)
                    : throw new HookException($"{Capital(document.Origin)} has more than one entry called \"{Shown(name)}\" in {list}, so it is not clear which is meant. Remove or rename all but one.");
            }
        }

        return null;
    }

    private string Known(string list)
    {
        var names = _documents.SelectMany(document => document.Root.Items(list)).Select(item => item.Text("name")).OfType<string>().Distinct().ToList();
        return names.Count == 0 ? $"; it has no {list} at all" : $"; it has {string.Join(", ", names.Select(Shown))}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Shown(string? text) => Printable.Clean(text);

    private sealed record Document(YamlMappingNode Root, string Origin, string Folder);
}
