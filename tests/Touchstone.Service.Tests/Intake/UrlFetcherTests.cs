using System.Net;
using System.Net.Sockets;
using System.Text;
using Touchstone.Service.Intake;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Intake;

public sealed class UrlFetcherTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")] // Metadata service of clouds.
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    public void No_address_outside_the_public_internet_is_taken_for_one_within(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:2800:21f:cb07::1")]
    [InlineData("::ffff:93.184.215.14")]
    public void Public_addresses_are(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    [InlineData("http://user:password@example.org/")]
    [InlineData("http://other.example/")]
    [InlineData("http://example.org:8080/")]
    [InlineData("http://notexample.org/")]
    [InlineData("http://a.notexample.net/")]
    [InlineData("not an address")]
    public async Task Only_named_hosts_are_asked(string address)
    {
        using var fetcher = new UrlFetcher(["example.org", "*.example.net"], _ => throw new InvalidOperationException("A name was looked up."));
        Assert.Equal("fetch.refused", (await Assert.ThrowsAsync<IntakeException>(() => fetcher.OpenAsync(address, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task A_named_host_on_a_private_address_is_not_reached()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        using var fetcher = new UrlFetcher([$"localhost:{server.Port}"], PublicAddress.Is);
        var refused = await Assert.ThrowsAsync<IntakeException>(() => fetcher.OpenAsync($"http://localhost:{server.Port}/x", CancellationToken.None));
        Assert.Equal("fetch.refused", refused.Code);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")] // Decimal.
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("017700000001")] // Octal.
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("LOCALHOST")]
    [InlineData("\u2460\u2461\u2466.0.0.1")] // 127 in circles.
    public async Task A_private_address_is_not_reached_however_it_is_spelled(string host)
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        // As if somebody had allowed every spelling.
        string[] hosts = [.. new[] { host, "127.0.0.1", "::1", "[::1]", "::ffff:127.0.0.1", "[::ffff:127.0.0.1]", "localhost" }.Select(h => $"{h}:{server.Port}")];
        using var fetcher = new UrlFetcher(hosts, PublicAddress.Is);
        var refused = await Assert.ThrowsAsync<IntakeException>(() => fetcher.OpenAsync($"http://{host}:{server.Port}/x", CancellationToken.None));
        Assert.Equal("fetch.refused", refused.Code);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_name_that_says_another_address_the_second_time_is_asked_once()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        var asked = 0;
        // The first answer stands for a public address, every later one for a private.
        using var fetcher = new UrlFetcher([$"rebinding.example:{server.Port}"], a => a.Equals(IPAddress.Loopback), (_, _) => Task.FromResult<IPAddress[]>(asked++ == 0 ? [IPAddress.Loopback] : [IPAddress.Parse("127.0.0.2")]));
        using var media = await fetcher.OpenAsync($"http://rebinding.example:{server.Port}/x", CancellationToken.None);
        Assert.Equal((1, 1), (asked, server.Connections));
        // One private address among several is one too many.
        using var second = new UrlFetcher([$"rebinding.example:{server.Port}"], a => a.Equals(IPAddress.Loopback), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]));
        Assert.Equal("fetch.refused", (await Assert.ThrowsAsync<IntakeException>(() => second.OpenAsync($"http://rebinding.example:{server.Port}/x", CancellationToken.None))).Code);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task What_an_allowed_host_holds_is_fetched()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        using var fetcher = new UrlFetcher([$"localhost:{server.Port}"], _ => true);
        using var media = await fetcher.OpenAsync($"http://localhost:{server.Port}/a%20b.jpg", CancellationToken.None);
        Assert.Equal("a b.jpg", media.Name);
        Assert.Equal("hi", await media.Answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "fetch.refused")]
    [InlineData("http://other.example/", "fetch.refused")]
    [InlineData("file:///etc/passwd", "fetch.refused")]
    [InlineData("/again", "fetch.failed")] // For ever.
    public async Task A_redirection_is_checked_like_the_first_address(string target, string code)
    {
        using var server = new OneAnswer($"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new UrlFetcher([$"localhost:{server.Port}"], _ => true);
        Assert.Equal(code, (await Assert.ThrowsAsync<IntakeException>(() => fetcher.OpenAsync($"http://localhost:{server.Port}/", CancellationToken.None))).Code);
    }

    /// <summary>A server that gives every request the same answer.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _connections;

        internal OneAnswer(string answer)
        {
            _listener.Start();
            _ = ServeAsync(Encoding.ASCII.GetBytes(answer));
        }

        internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        internal int Connections => _connections;

        public void Dispose() => _listener.Stop();

        private async Task ServeAsync(byte[] answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    var stream = client.GetStream();
                    await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                    await stream.WriteAsync(answer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
