using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Touchstone.Media;
using Touchstone.Service.Accounts.Changing;
using Touchstone.Service.Accounts.Entering;
using Touchstone.Service.Api;

namespace Touchstone.Service.Accounts;

/// <summary>Passkeys (Web Authentication): made by a person who is signed in, then used instead of a password.</summary>
internal static class PasskeyEndpoints
{
    private const int MostPasskeys = 20;

    internal static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        var passkeys = app.MapGroup("/account/passkeys").ExcludeFromDescription();
        passkeys.MapPost("new", NewAsync).RequireAuthorization();
        passkeys.MapPost("", AddAsync).RequireAuthorization();
        passkeys.MapPost("ask", async (SignInManager<Account> signIn) => Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json")).AllowAnonymous();
        passkeys.MapPost("use", UseAsync).AllowAnonymous();
    }

    private static async Task<IResult> NewAsync(HttpContext context, SignInManager<Account> signIn, UserManager<Account> users)
    {
        if (await users.GetUserAsync(context.User) is not { } account) return Results.Unauthorized();
        if ((await users.GetPasskeysAsync(account)).Count >= MostPasskeys) return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, $"An account has up to {MostPasskeys} passkeys.");
        return Results.Text(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.DisplayName }), "application/json");
    }

    private static async Task<IResult> AddAsync(JsonElement credential, HttpContext context, SignInManager<Account> signIn, UserManager<Account> users, OwnAccount own, CancellationToken cancel)
    {
        if (await users.GetUserAsync(context.User) is not { } account) return Results.Unauthorized();
        var attested = await signIn.PerformPasskeyAttestationAsync(credential.GetRawText());
        if (!attested.Succeeded) return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, "The device's answer does not hold. Try again.");
        attested.Passkey.Name = $"{attested.Passkey.CreatedAt:yyyy-MM-dd}";
        var problems = await own.AddPasskeyAsync(account.Id, attested.Passkey, cancel);
        return problems.Count == 0 ? Results.NoContent() : ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, string.Join(" ", problems));
    }

    private static async Task<IResult> UseAsync(JsonElement credential, Entrance entrance, CancellationToken cancel)
    {
        return await entrance.ByPasskeyAsync(credential, cancel) ? Results.NoContent() : ApiProblems.Of(StatusCodes.Status401Unauthorized, Codes.ServiceSignIn, "This passkey opens no account here.");
    }
}
