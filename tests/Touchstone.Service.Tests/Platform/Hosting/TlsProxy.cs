using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Touchstone.Service.Tests.Platform.Hosting;

/// <summary>A proxy that ends TLS and hands the bytes on as they are: to the service everything comes over plain http.</summary>
internal sealed class TlsProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;

    internal TlsProxy(Func<Uri> behind)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        Address = new Uri($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync(behind);
    }

    internal Uri Address { get; }

    /// <summary>By which its certificate is known.</summary>
    internal string Thumbprint => _certificate.Thumbprint;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Uri> behind)
    {
        List<Task> open = [];
        try
        {
            while (true) open.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token), behind()));
        }
        catch (OperationCanceledException)
        {
            // It was stopped; what is open ends by itself.
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient browser, Uri service)
    {
        try
        {
            using var from = browser;
            await using var outside = new SslStream(from.GetStream());
            await outside.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            using var to = new TcpClient();
            await to.ConnectAsync(service.Host, service.Port, _stop.Token);
            await Task.WhenAny(outside.CopyToAsync(to.GetStream(), _stop.Token), to.GetStream().CopyToAsync(outside, _stop.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One side went away.
        }
    }
}
