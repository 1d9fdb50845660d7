namespace Touchstone.Service.Accounts;

/// <summary>An account as it may be shown.</summary>
/// <param name="Id">Its id, as the journal names it.</param>
/// <param name="DisplayName">Name shown to colleagues.</param>
/// <param name="Email">Address to sign in with.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Locked">Whether an administrator closed it.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AccountSummary(Guid Id, string DisplayName, string Email, IReadOnlyList<string> Roles, bool Locked, int Passkeys, DateTimeOffset CreatedAt);

/// <summary>A browser that is signed in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">Whose.</param>
/// <param name="StartedAt">When it signed in.</param>
/// <param name="SeenAt">When it was last heard of, to the minute.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="Agent">What the browser says it is, shortened.</param>
public sealed record SessionSummary(Guid Id, Guid Account, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, string Agent);
