using Microsoft.AspNetCore.Authorization;

namespace Touchstone.Service.Accounts;

/// <summary>Names of the authorisation policies that endpoints and pages carry, and which roles they admit.</summary>
public static class Permissions
{
    /// <summary>Reads cases and findings.</summary>
    public const string Read = "cases.read";
    /// <summary>Brings in material, asks for examinations, writes notes and tags.</summary>
    public const string Write = "cases.write";
    /// <summary>Gives an opinion and signs reports: a person alone, never a key.</summary>
    public const string Sign = "reports.sign";
    /// <summary>Reads the journal and who read what.</summary>
    public const string Audit = "journal.read";
    /// <summary>Reads the service's own figures.</summary>
    public const string Watch = "metrics.read";
    /// <summary>Accounts, keys, retention, deletion.</summary>
    public const string Administer = "admin";

    /// <summary>Names the permissions of a key among its claims; a person has roles instead.</summary>
    internal const string ScopeClaim = "scope";

    /// <summary>Those that a key can have, in the order of growing weight.</summary>
    public static IReadOnlyList<string> All => [.. ByRole.Select(p => p.Permission)];

    private static readonly (string Permission, string[] Roles)[] ByRole =
    [
        (Read, [Roles.Viewer, Roles.Analyst, Roles.Examiner, Roles.Reviewer, Roles.Auditor, Roles.Admin]),
        (Write, [Roles.Analyst, Roles.Examiner, Roles.Reviewer, Roles.Admin]),
        (Audit, [Roles.Auditor, Roles.Admin]),
        (Watch, [Roles.Auditor, Roles.Admin]),
        (Administer, [Roles.Admin]),
    ];

    internal static void Describe(AuthorizationOptions options)
    {
        foreach (var (permission, roles) in ByRole)
            options.AddPolicy(permission, p => p.RequireAssertion(context => context.User.HasClaim(ScopeClaim, permission) || roles.Any(context.User.IsInRole)));
        options.AddPolicy(Sign, p => p.RequireRole(Roles.Examiner));
        // What says nothing of its own is open to people who are signed in and have some role, never to everybody.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
