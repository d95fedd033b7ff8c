using System.Runtime.Versioning;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>
/// An error of reading a file is reported as such, not as "The result can't be written to standard output". Root can read every file, so
/// the command runs as nobody, through setpriv of util-linux.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class FilesThatMayNotBeRead : IDisposable
{
    private const string Setpriv = "/usr/bin/setpriv";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Everybody = Readable | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TempFolder _folder = new();

    public FilesThatMayNotBeRead()
    {
        Write("workshop-student1");
        Write("workshop-student2");
        File.Copy(Repository.Executable, Executable);
        File.SetUnixFileMode(Executable, Everybody);
        File.SetUnixFileMode(_folder.Path, Everybody);
    }

    private string Executable => _folder.PathTo("post-software-hook");

    private string Class => _folder.PathTo("class");

    public void Dispose()
    {
        foreach (var folder in Directory.GetDirectories(Class))
        {
            File.SetUnixFileMode(folder, Everybody);
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData("--kubeconfig CLASS")]
    [InlineData("--kubeconfig CLASS/*/*")]
    [InlineData("--student student1 --output-dir CLASS")]
    public async Task A_subfolder_is_named_and_skipped(string options)
    {
        var closed = Close("workshop-student2");

        var ran = await RunAsync(options);

        Assert.StartsWith($"Skipped, because this user may not read it: {closed}.\n", ran.Errors, StringComparison.Ordinal);
        Assert.Contains("student1", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("standard output", ran.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--kubeconfig CLASS/workshop-student2")]
    [InlineData("--kubeconfig CLASS/workshop-student2/*")]
    [InlineData("--student student1 --output-dir CLASS/workshop-student2")]
    public async Task The_folder_that_was_typed_is_refused(string options)
    {
        var closed = Close("workshop-student2");

        var ran = await RunAsync(options);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Matches($"^The folder {closed} can't be read: this user has no permission. Ask its owner for it, or give another in --[a-z-]+.\n$", ran.Errors);
    }

    [Fact]
    public async Task Help_that_stderr_does_not_take_ends_with_an_exit_code()
    {
        var ran = await Ran.ToTheEndAsync("/bin/sh", ["-c", $"exec {Executable} 2>/dev/full"]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.All));
    }

    private Task<Ran> RunAsync(string options)
    {
        string[] command = [Executable, "diagnose", "--wait-timeout", "1", .. options.Replace("CLASS", Class, StringComparison.Ordinal).Split(' ')];
        if (!Environment.IsPrivilegedProcess)
        {
            return Ran.ToTheEndAsync(command[0], command[1..]);
        }

        Assert.True(File.Exists(Setpriv), $"As root this test needs {Setpriv}, of Debian's package util-linux.");
        return Ran.ToTheEndAsync(Setpriv, ["--reuid=65534", "--regid=65534", "--clear-groups", .. command]);
    }

    private void Write(string guid)
    {
        var file = _folder.Write($"class/{guid}/sno_{guid}_kubeconfig", $$$"""
            kind: Config
            current-context: admin
            clusters: [{name: {{{guid}}}, cluster: {server: "https://127.0.0.1:1"}}]
            contexts: [{name: admin, context: {cluster: {{{guid}}}, user: admin}}]
            users: [{name: admin, user: {token: none}}]
            """);
        File.SetUnixFileMode(file, Readable);
        File.SetUnixFileMode(Path.Combine(Class, guid), Everybody);
    }

    private string Close(string guid)
    {
        var path = Path.Combine(Class, guid);
        File.SetUnixFileMode(path, UnixFileMode.None);
        return path;
    }
}
