using System.Net;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Opens web servers on ports that nobody has.</summary>
internal static class LoopbackListener
{
    /// <summary>One that listens, and its address.</summary>
    public static (HttpListener Listener, string Address) Start()
    {
        while (true)
        {
            var address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 32_000)}";
            var listener = new HttpListener();
            listener.Prefixes.Add($"{address}/");
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                listener.Close(); // somebody has that port
            }
        }
    }
}
