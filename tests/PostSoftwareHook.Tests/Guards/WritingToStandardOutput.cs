using System.Text;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Tests.Guards;

/// <summary>An error of writing the result has its own type, so that it is not confused with an error of reading a file.</summary>
public class WritingToStandardOutput
{
    [Fact]
    public async Task What_is_written_arrives_as_it_is()
    {
        using var stream = new MemoryStream();
        await using (var output = TextWriter.Synchronized(StandardOutput.WriterTo(stream)))
        {
            output.Write('a');
            output.Write("bé");
            await output.WriteAsync("…");
            output.WriteLine(1);
            Assert.Equal("abé…1\n", Encoding.UTF8.GetString(stream.ToArray()));
        }
    }

    [Fact]
    public void A_full_disk_is_an_error_of_its_own_kind()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var output = StandardOutput.WriterTo(full);

        var error = Assert.Throws<StandardOutputException>(() => output.WriteLine("result"));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.False(StandardOutput.IsOfAStream(error));
    }
}
