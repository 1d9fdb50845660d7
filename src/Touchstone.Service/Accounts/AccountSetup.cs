using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts.Changing;
using Touchstone.Service.Accounts.Entering;
using Touchstone.Service.Accounts.Keys;
using Touchstone.Service.Accounts.SingleSignOn;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts;

/// <summary>Who may come in, and as what.</summary>
internal static class AccountSetup
{
    // A key where the request carries one, else the cookie.
    private const string Either = "either";

    internal static void AddAccounts(this IServiceCollection services, ServiceOptions options)
    {
        var authentication = services.AddAuthentication(Either);
        authentication.AddIdentityCookies();
        authentication.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null);
        authentication.AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = context =>
            context.Request.Headers.Authorization.ToString().StartsWith(ApiKeyHandler.Bearer, StringComparison.OrdinalIgnoreCase) ? ApiKeyHandler.Name : IdentityConstants.ApplicationScheme);
        services.AddIdentityCore<Account>().AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<Database>().AddSignInManager().AddPasswordValidator<LongestPassword>().AddPasswordValidator<CommonPasswords>();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = FreshSession.CookieOf(options);
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/account/sign-in";
            cookie.AccessDeniedPath = "/account/denied";
        });
        services.AddSingleSignOn(options);
        services.AddAuthorization(Permissions.Describe);
        services.AddCascadingAuthenticationState();
        services.AddSingleton<FirstAdministrator>().AddSingleton<AccountDirectory>().AddSingleton<AccountChanges>().AddSingleton<OwnAccount>().AddSingleton<ApiKeys>().AddSingleton<Confirmation>().AddSingleton<Sessions>().AddSingleton<FailedEntries>();
        services.AddScoped<Entrance>();
        services.AddHostedService<FailedEntriesSweep>();
        services.AddHttpContextAccessor();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<Sessions>((cookie, sessions) => cookie.SessionStore = sessions);
        // A role taken away or an account closed takes effect within this time in what is open.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
    }

    internal static void Describe(IdentityOptions identity)
    {
        // The form of the tables that holds passkeys.
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.User.RequireUniqueEmail = true;
        // Length counts, not kinds of signs (NIST SP 800-63B).
        identity.Password.RequiredLength = 12;
        (identity.Password.RequireDigit, identity.Password.RequireLowercase, identity.Password.RequireUppercase, identity.Password.RequireNonAlphanumeric) = (false, false, false, false);
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }

    internal static void MapAccounts(this IEndpointRouteBuilder app) =>
        app.MapPost("/account/sign-out", async (SignInManager<Account> signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/account/sign-in?out=true");
        }).ExcludeFromDescription();
}

/// <summary>Refuses passwords so long that hashing them costs the service more than it gives the account.</summary>
internal sealed class LongestPassword : IPasswordValidator<Account>
{
    private const int Longest = 128;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(password?.Length > Longest ? IdentityResult.Failed(new IdentityError { Code = nameof(LongestPassword), Description = $"A password has up to {Longest} characters." }) : IdentityResult.Success);
}
