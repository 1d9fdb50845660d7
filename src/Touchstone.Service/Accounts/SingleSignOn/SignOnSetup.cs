using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.SingleSignOn;

/// <summary>The way to an OpenID provider and back: authorization code with PKCE.</summary>
internal static partial class SignOnSetup
{
    /// <summary>Name of the way among the ways to sign in.</summary>
    internal const string Scheme = "oidc";

    internal static void AddSingleSignOn(this IServiceCollection services, ServiceOptions options)
    {
        if (options.SingleSignOn is not { } sso) return;
        services.AddSingleton<ForeignAccounts>().AddSingleton<SignOnGuard>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, o =>
        {
            o.SignInScheme = IdentityConstants.ExternalScheme;
            (o.Authority, o.ClientId, o.ClientSecret) = (sso.Authority, sso.Client, sso.Secret);
            o.RequireHttpsMetadata = sso.Authority!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
            // The code comes back by a plain link: no cookie has to be sent with a form of another site.
            (o.ResponseType, o.ResponseMode, o.UsePkce) = ("code", "query", true);
            (o.NonceCookie.SameSite, o.CorrelationCookie.SameSite) = (SameSiteMode.Lax, SameSiteMode.Lax);
            (o.NonceCookie.SecurePolicy, o.CorrelationCookie.SecurePolicy) = (CookieSecurePolicy.SameAsRequest, CookieSecurePolicy.SameAsRequest);
            (o.CallbackPath, o.SignedOutCallbackPath, o.SignedOutRedirectUri) = (SignOnEndpoints.Path + "/back", SignOnEndpoints.Path + "/left", "/account/sign-in");
            // Ending sessions here by a picture on a page of the provider is left out; they end here.
            o.RemoteSignOutPath = PathString.Empty;
            o.MapInboundClaims = false;
            // Who the issuer is belongs to who the person is.
            o.ClaimActions.Remove("iss");
            o.Scope.Add("email");
            // Some providers say the address and the groups there alone.
            o.GetClaimsFromUserInfoEndpoint = true;
            if (sso.RoleClaim is { } claim) o.ClaimActions.MapJsonKey(claim, claim);
            o.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
            o.Events.OnRemoteFailure = RefuseAsync;
            // By it the provider knows where to send people back to; no token of theirs is kept that would say it.
            o.Events.OnRedirectToIdentityProviderForSignOut = context =>
            {
                context.ProtocolMessage.ClientId = sso.Client;
                return Task.CompletedTask;
            };
        });
    }

    private static Task RefuseAsync(RemoteFailureContext context)
    {
        LogRefused(context.HttpContext.RequestServices.GetRequiredService<ILogger<ForeignAccounts>>(), context.Failure?.GetType().Name ?? "");
        context.Response.Redirect(SignOnEndpoints.RefusedPage + SignOnRefusal.Provider);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody who came from the OpenID provider was refused: {Why}")]
    internal static partial void LogRefused(ILogger logger, string why);
}
