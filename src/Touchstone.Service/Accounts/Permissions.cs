using Microsoft.AspNetCore.Authorization;

namespace Touchstone.Service.Accounts;

/// <summary>Names of the authorisation policies that endpoints and pages carry, and which roles they admit.</summary>
public static class Permissions
{
    /// <summary>Reads cases and findings.</summary>
    public const string Read = "cases.read";
    /// <summary>Brings in material, asks for examinations, writes notes and tags.</summary>
    public const string Write = "cases.write";
    /// <summary>Reads the journal and who read what.</summary>
    public const string Audit = "journal.read";
    /// <summary>Accounts, keys, retention, deletion.</summary>
    public const string Administer = "admin";

    internal static void Describe(AuthorizationOptions options)
    {
        options.AddPolicy(Read, p => p.RequireRole(Roles.Viewer, Roles.Analyst, Roles.Examiner, Roles.Reviewer, Roles.Auditor, Roles.Admin));
        options.AddPolicy(Write, p => p.RequireRole(Roles.Analyst, Roles.Examiner, Roles.Reviewer, Roles.Admin));
        options.AddPolicy(Audit, p => p.RequireRole(Roles.Auditor, Roles.Admin));
        options.AddPolicy(Administer, p => p.RequireRole(Roles.Admin));
        // What says nothing of its own is open to people who are signed in and have some role, never to everybody.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
