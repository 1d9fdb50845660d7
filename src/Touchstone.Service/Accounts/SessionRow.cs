namespace Touchstone.Service.Accounts;

/// <summary>A browser that is signed in: its cookie holds a key to this row and nothing else.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }
    public required byte[] KeyHash { get; init; }
    public required Guid Account { get; init; }
    public required byte[] Ticket { get; set; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public required string Agent { get; init; }
}
