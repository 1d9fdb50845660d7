using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Touchstone.Service.Accounts.Entering;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.SingleSignOn;

/// <summary>Where people go to the provider, and what becomes of them when they are back: a session like any other.</summary>
internal static class SignOnEndpoints
{
    /// <summary>Where the way begins.</summary>
    internal const string Path = "/account/sso";

    internal const string RefusedPage = "/account/sign-in?refused=";

    internal static void MapSingleSignOn(this IEndpointRouteBuilder app, ServiceOptions options)
    {
        if (options.SingleSignOn is null) return;
        var sso = app.MapGroup(Path).ExcludeFromDescription();
        sso.MapGet("", (string? returnUrl) => Go($"{Path}/enter?returnUrl={Uri.EscapeDataString(returnUrl ?? "")}")).AllowAnonymous();
        sso.MapGet("enter", EnterAsync).AllowAnonymous();
        // The provider's own session; that of this service has ended before.
        sso.MapGet("leave", () => Results.SignOut(new AuthenticationProperties { RedirectUri = "/account/sign-in" }, [SignOnSetup.Scheme])).AllowAnonymous();
        sso.MapGet("link", BeginLink).RequireAuthorization();
        sso.MapGet("linked", LinkAsync).RequireAuthorization();
    }

    private static IResult Go(string back, string? account = null)
    {
        var way = new AuthenticationProperties { RedirectUri = back };
        if (account is not null) way.Items[ForWhom] = account;
        return Results.Challenge(way, [SignOnSetup.Scheme]);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, ForeignAccounts accounts, Entrance entrance, UserManager<Account> users, ILogger<ForeignAccounts> log, string? returnUrl, CancellationToken cancel)
    {
        var external = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        var admission = external.Succeeded && !external.Properties!.Items.ContainsKey(ForWhom) ? await accounts.AdmitAsync(external.Principal, cancel) : SignOnRefusal.Provider;
        if (admission.Refusal is { } why)
        {
            SignOnSetup.LogRefused(log, why.ToString());
            return Results.LocalRedirect(RefusedPage + why);
        }
        await entrance.BeginAsync((await users.FindByIdAsync(admission.Account.ToString()!))!, Entrance.Provider);
        return Results.LocalRedirect(returnUrl is ['/', not ('/' or '\\'), ..] ? returnUrl : "/cases");
    }

    // Begun on a page of this service alone: another site must not tie identities together.
    private static IResult BeginLink(HttpContext context, ClaimsPrincipal user) =>
        context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" ? Go(Path + "/linked", user.FindFirstValue(ClaimTypes.NameIdentifier)) : Results.LocalRedirect($"/account/self?refused={SignOnRefusal.Linked}");

    private static async Task<IResult> LinkAsync(HttpContext context, ForeignAccounts accounts, ClaimsPrincipal user, CancellationToken cancel)
    {
        var external = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        var me = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var begun = external.Succeeded && external.Properties!.Items.TryGetValue(ForWhom, out var whom) && whom == me;
        return Results.LocalRedirect(begun && await accounts.LinkAsync(external.Principal!, Guid.Parse(me), cancel) ? "/account/self?linked=true" : $"/account/self?refused={SignOnRefusal.Linked}");
    }

    // Who began to link, kept in the state that the provider hands back.
    private const string ForWhom = "for";
}
