using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Packaging;

/// <summary>What would make a second build differ from the first. ./build.sh reproduce does build it twice, and takes its time.</summary>
public class BuildingItAgain
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecutableForAll = ForAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static TheoryData<string> Tarballs => [InstalledCollection.Tarball, InstalledCollection.RoleTarball];

    [Theory, MemberData(nameof(Tarballs))]
    public async Task Packs_no_trace_of_who_packed_it_where_and_when(string tarball)
    {
        var entries = await EntriesAsync(tarball);

        var names = entries.Select(entry => entry.Name.Replace('/', '\0')).ToList(); // a folder before what begins like it
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(await TimeOfTheBillAsync(), Assert.Single(entries.Select(entry => entry.ModificationTime).Distinct()));
        Assert.All(entries, entry => Assert.Equal((0, 0), (entry.Uid, entry.Gid)));
        Assert.All(entries, entry => Assert.True(entry.Mode is ForAll or ExecutableForAll, $"{entry.Name} has the mode {entry.Mode}."));
        var header = new byte[8];
        await using var packed = File.OpenRead(tarball);
        await packed.ReadExactlyAsync(header);
        Assert.True(header.AsSpan(3).IndexOfAnyExcept((byte)0) < 0, "gzip's header has a name or a time.");
    }

    [Fact]
    public async Task Lists_the_collections_files_in_an_order_that_is_not_the_file_systems()
    {
        var files = JsonNode.Parse(await File.ReadAllTextAsync(await InstalledCollection.FileAsync("FILES.json")))!["files"]!.AsArray().Select(file => (string)file!["name"]!).ToList();

        Assert.Equal(files.Order(StringComparer.Ordinal), files);
    }

    [Fact]
    public async Task Leaves_no_path_of_the_checkout_or_the_home_in_the_executable()
    {
        var executable = await File.ReadAllBytesAsync(Repository.Executable);

        Assert.All(
            [Repository.Root, Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget")],
            path => Assert.All([Encoding.UTF8, Encoding.Unicode], encoding => Assert.True(executable.AsSpan().IndexOf(encoding.GetBytes(path)) < 0, $"The executable has {path} in it.")));
    }

    [Fact]
    public async Task For_arm64_takes_the_same_packages()
    {
        static async Task<string> PackagesAsync(string lockFile) =>
            JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathTo($"src/PostSoftwareHook/{lockFile}")))!["dependencies"]!["net10.0"]!.ToJsonString();

        Assert.Equal(await PackagesAsync("packages.lock.json"), await PackagesAsync("packages.linux-arm64.lock.json"));
    }

    private static async Task<List<TarEntry>> EntriesAsync(string tarball)
    {
        var entries = new List<TarEntry>();
        await using var packed = File.OpenRead(tarball);
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        await using var reader = new TarReader(unpacked);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static async Task<DateTimeOffset> TimeOfTheBillAsync()
    {
        var bill = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(InstalledCollection.Tarball)!, "post-software-hook.cdx.json")))!;
        return (DateTimeOffset)bill["metadata"]!["timestamp"]!;
    }
}
