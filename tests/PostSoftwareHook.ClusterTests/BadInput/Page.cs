using System.Net;
using System.Text;

namespace PostSoftwareHook.ClusterTests.BadInput;

/// <summary>Files and a web server that are not what somebody took them for.</summary>
internal sealed class Page : IDisposable
{
    private readonly TempFolder _folder = new();
    private HttpListener? _listener;

    /// <summary>Writes a file and says where.</summary>
    public string Write(string content) => _folder.Write("config", content);

    /// <summary>Serves a page for people, as a proxy or a console does, and says where.</summary>
    public string Serve()
    {
        (_listener, var address) = LoopbackListener.Start();
        _ = AnswerAsync(_listener);
        return address;
    }

    public void Dispose()
    {
        _listener?.Close();
        _folder.Dispose();
    }

    private static async Task AnswerAsync(HttpListener listener)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                context.Response.ContentType = "text/html";
                context.Response.Close(Encoding.UTF8.GetBytes("<html>Please log in</html>"), willBlock: false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // closed
        }
    }
}
