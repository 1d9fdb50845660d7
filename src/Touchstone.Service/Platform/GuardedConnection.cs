using System.Net;
using System.Net.Sockets;

namespace Touchstone.Service.Platform;

/// <summary>Connections to places that people name: only to addresses that were checked, so that nobody sends this service into its own network.</summary>
internal static class GuardedConnection
{
    /// <summary>A client that follows no redirection, keeps no cookie, uses no proxy, and connects only where it may.</summary>
    /// <param name="admits">Whether an address may be connected to.</param>
    /// <param name="timeout">For a whole request.</param>
    /// <param name="lookUp">Addresses of a name; null asks the system.</param>
    internal static HttpClient Client(Func<IPAddress, bool> admits, TimeSpan timeout, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = (context, cancel) => ConnectAsync(context, admits, lookUp ?? Dns.GetHostAddressesAsync, cancel),
    })
    { Timeout = timeout };

    // The name is looked up here and the connection goes to the very address that was checked: a second look-up could say something else.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, Func<IPAddress, bool> admits, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, CancellationToken cancel)
    {
        var addresses = await lookUp(context.DnsEndPoint.Host, cancel);
        if (addresses.Length == 0 || !addresses.All(admits)) throw new ForbiddenAddressException(context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connected = false;
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            connected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!connected) socket.Dispose();
        }
    }
}

/// <summary>A name leads outside the public internet.</summary>
internal sealed class ForbiddenAddressException(string host) : Exception($"{host} leads to an address outside the public internet.");
