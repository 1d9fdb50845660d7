using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Touchstone.Service.Platform.Hosting;

/// <summary>What holds behind a proxy: the address that browsers know is said at the start, and who asks is taken from named proxies alone.</summary>
internal static class ProxySetup
{
    /// <summary>Everything that is wrong, one sentence each.</summary>
    internal static IEnumerable<string> Problems(ServiceOptions options)
    {
        if (options.PublicUrl is { } known && !IsSite(known)) yield return "--public-url takes the http or https address of a site without a path, such as https://touchstone.example.org.";
        foreach (var proxy in options.Proxies.Where(p => NetworkOf(p) is null)) yield return $"--proxy takes an address or a network such as 10.0.0.5 or 10.0.0.0/24, not '{proxy}'.";
    }

    internal static void UsePublicAddress(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServiceOptions>();
        if (options.Proxies.Count > 0)
        {
            // Only who asked: which site they asked is never taken from a header. Every proxy on the way has to be named; the first that is not is who asked.
            var believed = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
            believed.KnownProxies.Clear();
            believed.KnownIPNetworks.Clear();
            foreach (var proxy in options.Proxies) believed.KnownIPNetworks.Add(NetworkOf(proxy)!.Value);
            app.UseForwardedHeaders(believed);
        }
        if (options.PublicUrl is not { } known) return;
        var (scheme, host) = (new Uri(known).Scheme, HostString.FromUriComponent(new Uri(known)));
        app.Use((context, next) =>
        {
            // Links, cookies, passkeys, the way back from an OpenID provider and the guard against other sites all go by these two.
            (context.Request.Scheme, context.Request.Host) = (scheme, host);
            return next(context);
        });
    }

    private static bool IsSite(string text) => Uri.TryCreate(text, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" && site is { PathAndQuery: "/", Fragment: "", UserInfo: "" };

    private static System.Net.IPNetwork? NetworkOf(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var one) ? new System.Net.IPNetwork(one, one.GetAddressBytes().Length * 8) : null;
    }
}
