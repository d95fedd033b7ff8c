using System.Runtime.Versioning;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>A class' output folder is often another user's: what may not be read is named and skipped, what was asked for alone is refused.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FoldersThatMayNotBeRead : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Everybody = Readable | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TempFolder _folder = new();
    private readonly List<string> _warnings = [];

    public FoldersThatMayNotBeRead()
    {
        Kubeconfig("workshop-student1/sno_workshop-student1_kubeconfig");
        Kubeconfig("workshop-student2/sno_workshop-student2_kubeconfig");
        File.SetUnixFileMode(_folder.Path, Everybody);
    }

    public void Dispose()
    {
        foreach (var folder in Directory.GetDirectories(_folder.Path).Prepend(_folder.Path))
        {
            File.SetUnixFileMode(folder, Everybody);
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*/*")]
    [InlineData("workshop-*/*_kubeconfig")]
    public void A_subfolder_is_named_and_skipped(string pattern)
    {
        var closed = Close("workshop-student2");

        Assert.Equal(["workshop-student1"], Find(kubeconfig: Path.Combine(_folder.Path, pattern)));
        Assert.Equal([$"Skipped, because this user may not read it: {closed}."], _warnings);
    }

    [Fact]
    public void So_is_a_file()
    {
        var file = Close("workshop-student2/sno_workshop-student2_kubeconfig");

        Assert.Equal(["workshop-student1"], Find(kubeconfig: _folder.Path));
        Assert.Equal([$"Skipped, because this user may not read it: {file}."], _warnings);
    }

    [Fact]
    public void A_subfolder_of_files_that_may_be_listed_only_is_no_empty_one()
    {
        var file = Path.Combine(_folder.Path, "workshop-student2/sno_workshop-student2_kubeconfig");
        File.SetUnixFileMode(Path.GetDirectoryName(file)!, Readable);

        Assert.Equal(["workshop-student1"], Find(kubeconfig: _folder.Path));
        Assert.Equal([$"Skipped, because this user may not read it: {file}."], _warnings);
    }

    [Fact]
    public void Nothing_else_there_is_a_refusal_that_names_it()
    {
        var first = Close("workshop-student1");
        var second = Close("workshop-student2");

        Assert.Equal(
            $"The folder {_folder.Path} and its subfolders contain no kubeconfig. Give the kubeconfig's own path, or another folder, in --kubeconfig. Skipped, because this user may not read it: {first}, {second}.",
            Refusal(kubeconfig: _folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/*")]
    [InlineData("/*_kubeconfig")]
    public void A_folder_that_was_typed_is_refused(string rest)
    {
        var closed = Close("workshop-student2");

        Assert.Equal($"The folder {closed} can't be read: this user has no permission. Ask its owner for it, or give another in --kubeconfig.", Refusal(kubeconfig: closed + rest));
    }

    [Fact]
    public void Another_students_folder_is_named_and_skipped()
    {
        var closed = Close("workshop-student2");

        Assert.Equal(["student1"], Find(student: "student1"));
        Assert.Equal([$"Skipped, because this user may not read it: {closed}."], _warnings);
    }

    [Fact]
    public void A_student_that_is_not_found_may_be_in_there()
    {
        var closed = Close("workshop-student2");

        Assert.EndsWith($"There are kubeconfigs for workshop-student1. Skipped, because this user may not read it: {closed}.", Refusal(student: "student2"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_folder_is_refused()
    {
        var closed = Close(".");

        Assert.Equal($"The folder {closed} can't be read: this user has no permission. Ask its owner for it, or give another in --output-dir.", Refusal(student: "student1"));
    }

    private void Kubeconfig(string name)
    {
        var file = _folder.Write(name, $"kind: Config\nclusters: []\ncontexts: []\nusers: []\n# {name}");
        File.SetUnixFileMode(file, Readable);
        File.SetUnixFileMode(Path.GetDirectoryName(file)!, Everybody);
    }

    private string Close(string name)
    {
        var path = name == "." ? _folder.Path : Path.Combine(_folder.Path, name);
        File.SetUnixFileMode(path, UnixFileMode.None);
        return path;
    }

    private string[] Find(string? kubeconfig = null, string? student = null) => Unprivileged.Run(() =>
        ClusterFinder.Find(new(kubeconfig is null ? [] : [kubeconfig], [], [], student is null ? [] : [student], _folder.Path), _ => null, _warnings.Add).Select(cluster => cluster.Name).ToArray());

    private string Refusal(string? kubeconfig = null, string? student = null) => Assert.Throws<HookException>(() => { _ = Find(kubeconfig, student); }).Message;
}
