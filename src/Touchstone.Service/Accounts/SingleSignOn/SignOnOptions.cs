using System.Security.Claims;

namespace Touchstone.Service.Accounts.SingleSignOn;

/// <summary>How people of an organisation come in by its OpenID provider.</summary>
/// <param name="Authority">The provider's address: https://…, or http on this machine for trying.</param>
/// <param name="Client">Id of this service with the provider.</param>
/// <param name="Secret">The secret that belongs to it.</param>
/// <param name="RoleClaim">Claim that says what a person may; null leaves roles to the administrators here.</param>
/// <param name="RoleMap">Values of that claim and the role each stands for, VALUE=ROLE.</param>
/// <param name="Only">Whether nobody comes in by a password or passkey of this service any more.</param>
public sealed record SignOnOptions(string? Authority, string? Client, string? Secret, string? RoleClaim, IReadOnlyList<string> RoleMap, bool Only)
{
    /// <summary>Environment variable of <see cref="Secret"/>: a command line is read by everybody on the machine.</summary>
    public const string SecretVariable = "TOUCHSTONE_OIDC_SECRET";

    /// <summary>Everything that is wrong, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || (authority.Scheme != "https" && !(authority.Scheme == "http" && authority.IsLoopback))) yield return "--oidc-authority takes the https address of an OpenID provider.";
        if (string.IsNullOrWhiteSpace(Client)) yield return "--oidc-authority needs --oidc-client-id, the id of this service with the provider.";
        if (string.IsNullOrWhiteSpace(Secret)) yield return $"--oidc-authority needs the client's secret: in {SecretVariable}, or in a file named by --oidc-secret-file.";
        if ((RoleMap.Count == 0) != (RoleClaim is null)) yield return "--oidc-role and --oidc-role-claim go together: the claim, and what its values stand for.";
        foreach (var pair in RoleMap.Where(p => p.LastIndexOf('=') < 1 || !Roles.All.Contains(RoleOf(p)))) yield return $"--oidc-role takes VALUE=ROLE with a role of {string.Join(", ", Roles.All)}, not '{pair}'.";
    }

    /// <summary>The roles that a person's claims stand for.</summary>
    internal IReadOnlyList<string> RolesOf(IEnumerable<Claim> claims)
    {
        var said = claims.Where(c => c.Type == RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        return [.. RoleMap.Where(p => said.Contains(p[..p.LastIndexOf('=')])).Select(RoleOf).Distinct()];
    }

    /// <summary>Whether some value of the claim stands for a role.</summary>
    internal bool CanGive(string role) => RoleMap.Any(p => RoleOf(p) == role);

    private static string RoleOf(string pair) => pair[(pair.LastIndexOf('=') + 1)..];
}
