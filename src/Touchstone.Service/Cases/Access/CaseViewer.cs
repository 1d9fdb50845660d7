using System.Security.Claims;
using Touchstone.Service.Accounts;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Cases.Access;

/// <summary>For whom a case is looked up. Nothing finds a case without saying for whom.</summary>
/// <param name="Names">What a grant may name them by: their account or key, and their roles.</param>
/// <param name="SeesAll">Administrators and auditors, and the service itself.</param>
public sealed record CaseViewer(IReadOnlyList<string> Names, bool SeesAll)
{
    /// <summary>The service itself, and its commands on the machine.</summary>
    public static CaseViewer System { get; } = new([], true);

    /// <summary>The person or key behind a request.</summary>
    public static CaseViewer Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        string[] roles = [.. Roles.All.Where(user.IsInRole)];
        return new CaseViewer([Actors.Of(user), .. roles.Select(OfRole)],
            roles.Contains(Roles.Admin) || roles.Contains(Roles.Auditor) || user.HasClaim(Permissions.ScopeClaim, Permissions.Administer));
    }

    /// <summary>How a grant names a role.</summary>
    public static string OfRole(string role) => $"role:{role}";
}
