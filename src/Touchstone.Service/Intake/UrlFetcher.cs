using System.Net;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake;

/// <summary>Fetches media from addresses on the web: only from named hosts, only from public addresses, every redirection checked like the first.</summary>
public sealed class UrlFetcher : IDisposable
{
    private const int MostRedirections = 5;
    private const int LongestAddress = 2000;
    private static readonly TimeSpan WholeTime = TimeSpan.FromMinutes(5);

    private readonly IReadOnlyList<string> _hosts;
    private readonly HttpClient _client;

    /// <summary>A fetcher from the hosts of the options.</summary>
    public UrlFetcher(ServiceOptions options) : this((options ?? throw new ArgumentNullException(nameof(options))).FetchHosts, PublicAddress.Is)
    {
    }

    internal UrlFetcher(IReadOnlyList<string> hosts, Func<IPAddress, bool> admits, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        _hosts = hosts;
        _client = GuardedConnection.Client(admits, WholeTime, lookUp);
    }

    /// <summary>Opens what an address holds; the answer is the caller's to dispose.</summary>
    /// <exception cref="IntakeException">The address is not allowed, does not answer, or answers with an error.</exception>
    public async Task<FetchedMedia> OpenAsync(string address, CancellationToken cancel)
    {
        for (var redirections = 0; redirections <= MostRedirections; redirections++)
        {
            var url = Checked(address);
            var answer = await AskAsync(url, cancel);
            if (answer.IsSuccessStatusCode) return new FetchedMedia(url, answer);
            using (answer)
            {
                if ((int)answer.StatusCode is not (>= 301 and <= 308) || answer.Headers.Location is not { } next)
                    throw new IntakeException(Codes.FetchFailed, $"{url.Host} answered {(int)answer.StatusCode}.");
                address = new Uri(url, next).AbsoluteUri;
            }
        }
        throw new IntakeException(Codes.FetchFailed, $"More than {MostRedirections} redirections.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Uri Checked(string address)
    {
        if (address.Length > LongestAddress) throw new IntakeException(Codes.FetchRefused, $"An address has up to {LongestAddress} characters.");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            throw new IntakeException(Codes.FetchRefused, "The address is no http or https address, or holds a password.");
        // A host is named with its port where that is not the usual one.
        var named = url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}";
        if (!_hosts.Any(h => string.Equals(h, named, StringComparison.OrdinalIgnoreCase) || h.StartsWith("*.", StringComparison.Ordinal) && named.EndsWith(h[1..], StringComparison.OrdinalIgnoreCase)))
            throw new IntakeException(Codes.FetchRefused, $"Nothing may be fetched from {named}. An administrator can allow it with --fetch-from {named}.");
        return url;
    }

    private async Task<HttpResponseMessage> AskAsync(Uri url, CancellationToken cancel)
    {
        try
        {
            return await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or ForbiddenAddressException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            if (e.InnerException is ForbiddenAddressException refused) throw new IntakeException(Codes.FetchRefused, refused.Message);
            throw new IntakeException(Codes.FetchFailed, $"{url.Host} does not answer.");
        }
    }
}

/// <summary>Media being fetched.</summary>
/// <param name="Url">Where they lie after all redirections.</param>
/// <param name="Answer">The answer.</param>
public sealed record FetchedMedia(Uri Url, HttpResponseMessage Answer) : IDisposable
{
    /// <summary>A name for people: the last part of the path.</summary>
    public string Name => Uri.UnescapeDataString(Url.Segments[^1].TrimEnd('/')) is { Length: > 0 } last ? last : Url.Host;

    /// <inheritdoc/>
    public void Dispose() => Answer.Dispose();
}
