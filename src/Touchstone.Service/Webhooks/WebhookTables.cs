using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Webhooks;

/// <summary>Another system that wants to be told.</summary>
internal sealed class WebhookRow
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required byte[] Secret { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Number of the last journal line that deliveries were made of.</summary>
    public required long Heard { get; set; }
}

/// <summary>Something to tell one system.</summary>
internal sealed class DeliveryRow
{
    public required Guid Id { get; init; }
    public required Guid Webhook { get; init; }
    public required long Sequence { get; init; }
    public required string Body { get; init; }
    public required int Attempts { get; set; }
    public required DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? DeliveredAt { get; set; }
    public string? Answer { get; set; }
}

/// <summary>The tables of this feature.</summary>
internal static class WebhookTables
{
    internal static void Describe(ModelBuilder builder)
    {
        builder.Entity<WebhookRow>(row =>
        {
            row.ToTable("Webhooks");
            row.HasKey(r => r.Id);
            row.Property(r => r.Url).HasMaxLength(Webhook.LongestUrl);
        });
        builder.Entity<DeliveryRow>(row =>
        {
            row.ToTable("Deliveries");
            row.HasKey(r => r.Id);
            row.HasIndex(r => new { r.Webhook, r.Sequence }).IsUnique();
            row.HasIndex(r => r.DueAt);
            row.Property(r => r.Answer).HasMaxLength(64);
        });
    }
}
