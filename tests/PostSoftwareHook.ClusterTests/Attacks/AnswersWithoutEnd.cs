using System.Net;
using System.Text;

namespace PostSoftwareHook.ClusterTests.Attacks;

/// <summary>A server that sends more than anybody can hold.</summary>
public class AnswersWithoutEnd(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const long MostMemory = 250_000; // kB
    private const int Gigabyte = 1024;       // in parts of a MiB

    // Nothing is written.
    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task A_body_of_a_gigabyte_is_not_read_to_its_end()
    {
        var part = new byte[1024 * 1024];
        Array.Fill(part, (byte)' ');
        var (ran, memory) = await DiagnoseAsync(async response =>
        {
            for (var i = 0; i < Gigabyte; i++)
            {
                await response.OutputStream.WriteAsync(part);
            }
        });

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("sent a larger response than any API server sends", ran.All, StringComparison.Ordinal);
        Assert.InRange(memory, 1, MostMemory);
    }

    [Fact]
    public async Task A_list_that_always_has_another_page_is_given_up()
    {
        var page = Encoding.UTF8.GetBytes("""{"metadata": {"continue": "more"}, "items": []}""");
        var (ran, _) = await DiagnoseAsync(response => response.OutputStream.WriteAsync(page).AsTask());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("lists more than 100000 items at /api/v1/namespaces", ran.All, StringComparison.Ordinal);
    }

    private async Task<(Ran Ran, long Memory)> DiagnoseAsync(Func<HttpListenerResponse, Task> answer)
    {
        var (listener, address) = LoopbackListener.Start();
        var answering = AnswerAllAsync(listener, answer);
        using var process = Ran.Start(Repository.Executable, ["diagnose", "--wait-timeout", "20", "--kubeconfig", ControlPlane.Kubeconfigs.WithHost("without-end", address)]);
        var memory = PeakMemory.WatchAsync(process);
        var ran = await Ran.EndOfAsync(process);
        listener.Close();
        await answering;
        return (ran, await memory);
    }

    private static async Task AnswerAllAsync(HttpListener listener, Func<HttpListenerResponse, Task> answer)
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await listener.GetContextAsync(), answer));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(answers); // closed
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context, Func<HttpListenerResponse, Task> answer)
    {
        try
        {
            context.Response.ContentType = "application/json";
            await answer(context.Response);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The hook has had enough.
        }
    }
}
