namespace Touchstone.Service.Accounts.Keys;

/// <summary>A key of another system: its secret is known to that system alone, its digest is kept.</summary>
internal sealed class ApiKeyRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required byte[] SecretHash { get; init; }
    public required string Scopes { get; init; }
    public required Guid MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
}
