using System.Text;

namespace PostSoftwareHook.Tests.House;

public sealed class KeepingSnapshots : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Kept => _folder.PathTo("__snapshots__/Some.snap");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_snapshot_that_is_not_there_fails_the_test_and_is_not_written()
    {
        var e = Assert.Throws<FileNotFoundException>(() => Match("text"));

        Assert.Contains("UPDATE_SNAPSHOTS=true", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public void An_update_writes_it_without_a_byte_order_mark_and_with_a_last_newline()
    {
        Match("täxt", isUpdate: true);

        Assert.Equal(Encoding.UTF8.GetBytes("täxt\n"), File.ReadAllBytes(Kept));
        Match("täxt");
    }

    [Fact]
    public void Another_text_fails_the_test()
    {
        Match("text", isUpdate: true);

        Assert.ThrowsAny<Exception>(() => Match("other text"));
    }

    [Fact]
    public void No_snapshot_begins_with_a_byte_order_mark()
    {
        // Snapshooter leaves what differed in a folder of its own, with the mark.
        var snapshots = Directory.EnumerateFiles(Repository.PathTo("tests"), "*.snap", SearchOption.AllDirectories).Where(file => !file.Contains("/__mismatch__/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(snapshots);
        Assert.All(snapshots, file => Assert.False(File.ReadAllBytes(file).AsSpan().StartsWith(Encoding.UTF8.Preamble), $"{file} begins with a byte order mark."));
    }

    private void Match(string text, bool isUpdate = false) => Snapshots.MatchIn(_folder.Path, text, "Some", isUpdate);
}
