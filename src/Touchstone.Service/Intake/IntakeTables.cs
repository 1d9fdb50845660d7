using Microsoft.EntityFrameworkCore;
using Touchstone.Media;

namespace Touchstone.Service.Intake;

/// <summary>Media that came in, once per content.</summary>
internal sealed class SpecimenRow
{
    public required string Sha256 { get; init; }
    public required long Bytes { get; init; }
    public required MediaKind Kind { get; init; }
    public required string Format { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Digests of what was made of deleted media and may still be stored; null once all of it is gone.</summary>
    public string? Remains { get; set; }
}

/// <summary>What was answered to a request that may be sent again.</summary>
internal sealed class ArrivalRow
{
    public required string Actor { get; init; }
    public required string Key { get; init; }
    public required string Sha256 { get; init; }
    public required Guid Case { get; init; }
    public required string Number { get; init; }
    public required bool Known { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The tables of this feature.</summary>
internal static class IntakeTables
{
    internal static void Describe(ModelBuilder builder)
    {
        builder.Entity<SpecimenRow>(row =>
        {
            row.ToTable("Specimens");
            row.HasKey(r => r.Sha256);
            row.Property(r => r.Sha256).HasMaxLength(64);
            row.Property(r => r.Format).HasMaxLength(64);
        });
        builder.Entity<ArrivalRow>(row =>
        {
            row.ToTable("Arrivals");
            row.HasKey(r => new { r.Actor, r.Key });
            row.Property(r => r.Actor).HasMaxLength(64);
            row.Property(r => r.Key).HasMaxLength(Receiver.LongestKey);
            row.Property(r => r.Sha256).HasMaxLength(64);
            row.Property(r => r.Number).HasMaxLength(32);
        });
    }
}
