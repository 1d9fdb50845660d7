using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.Entering;

/// <summary>Where people sign in, the session that their browser has is not seen: the framework would go on with it, under the key that somebody may have planted there.</summary>
internal static class FreshSession
{
    private static readonly PathString[] Entrances = ["/account/sign-in", "/account/passkeys/use", "/account/sso/enter"];

    /// <summary>Name of the session's cookie.</summary>
    internal static string CookieOf(ServiceOptions options) => options.IsEncrypted ? "__Host-touchstone" : "touchstone";

    internal static void UseFreshSessions(this WebApplication app)
    {
        var name = CookieOf(app.Services.GetRequiredService<ServiceOptions>());
        app.Use((context, next) =>
        {
            if (Entrances.Any(e => context.Request.Path.Equals(e, StringComparison.OrdinalIgnoreCase)))
                context.Request.Headers.Cookie = string.Join("; ", context.Request.Headers.Cookie.ToString().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(c => c.Split('=')[0].Trim() != name));
            return next(context);
        });
    }
}
