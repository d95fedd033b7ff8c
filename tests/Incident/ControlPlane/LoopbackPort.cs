using System.Net;
using System.Net.Sockets;

namespace PostSoftwareHook.Incident;

/// <summary>Ports that nobody listens on at the moment. Someone may take one before its server does: starters retry.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
