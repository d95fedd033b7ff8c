using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>The packed collection, installed into an empty collections path with ansible-galaxy, once for all tests.</summary>
internal static partial class InstalledCollection
{
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    static InstalledCollection() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Installed is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            Directory.Delete(Installed.Value.Result, recursive: true);
        }
    };

    /// <summary>The version that Directory.Build.props says.</summary>
    public static string Version { get; } = VersionElement().Match(File.ReadAllText(Repository.PathTo("Directory.Build.props"))).Groups["version"].Value;

    /// <summary>The collection's tarball.</summary>
    public static string Tarball { get; } = Packed(
        Environment.GetEnvironmentVariable("POST_SOFTWARE_HOOK_COLLECTION") ?? Repository.PathTo($"dist/post_software-hook-{Version}.tar.gz"));

    /// <summary>The tarball of the role alone.</summary>
    public static string RoleTarball { get; } = Packed(Path.Combine(Path.GetDirectoryName(Tarball)!, $"pull_secret_propagation-role-{Version}.tar.gz"));

    /// <summary>The collections path.</summary>
    public static Task<string> PathAsync() => Installed.Value;

    /// <summary>The folder of a file of the installed collection.</summary>
    public static async Task<string> FileAsync(string relative) => Path.Combine(await PathAsync(), "ansible_collections/post_software/hook", relative);

    private static async Task<string> InstallAsync()
    {
        var folder = new TempFolder().Path;
        using var node = ControlNode.Bare(AnsibleCore.Core214);
        var ran = await node.RunAsync("ansible-galaxy", "collection", "install", Tarball, "--offline", "-p", folder);
        Assert.True(ran.ExitCode == 0, ran.All);
        return folder;
    }

    private static string Packed(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there. Pack it with ./build.sh package.");

    [GeneratedRegex("<Version>(?<version>.*)</Version>")]
    private static partial Regex VersionElement();
}
