namespace Touchstone.Service.Webhooks;

/// <summary>Another system that is told of what happens.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="MadeAt">Since when.</param>
/// <param name="EndedAt">Until when, or null.</param>
public sealed record Webhook(Guid Id, string Url, DateTimeOffset MadeAt, DateTimeOffset? EndedAt)
{
    internal const int LongestUrl = 500;
}

/// <summary>A webhook just made, with the secret its deliveries are signed with.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">Base64 of 32 bytes; shown once.</param>
public sealed record MadeWebhook(Webhook Webhook, string Secret);

/// <summary>Something told, or to be told, to one system.</summary>
/// <param name="Id">Its id, the same at every attempt: a receiver drops what it has seen.</param>
/// <param name="Sequence">Number of the journal line it tells of.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="DueAt">When it is sent next; null when it is done or given up.</param>
/// <param name="DeliveredAt">When it was accepted, or null.</param>
/// <param name="Answer">What came back last.</param>
public sealed record Delivery(Guid Id, long Sequence, int Attempts, DateTimeOffset? DueAt, DateTimeOffset? DeliveredAt, string? Answer);
