using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Likeness;

namespace Touchstone.Service.Likeness;

/// <summary>By what one picture is found again; goes with its media.</summary>
internal sealed class PrintRow
{
    public required string Sha256 { get; init; }

    /// <summary>Counts up by one: who has read to here knows every older one.</summary>
    public required long Ordinal { get; init; }

    /// <summary>Null where the picture could not be read.</summary>
    public required byte[]? Print { get; init; }
}

/// <summary>Two pictures that share content; the first is the one that came later.</summary>
internal sealed class LikeRow
{
    public required string Sha256 { get; init; }
    public required string Other { get; init; }
    public required PictureRelation Relation { get; init; }
    public required int Keypoints { get; init; }
    public required double? Log10FalseAlarms { get; init; }
    public required double? ThumbnailLikeness { get; init; }
    public required bool Mirrored { get; init; }
}

/// <summary>How far the journal was read for pictures.</summary>
internal sealed class PrintProgressRow
{
    public required int Id { get; init; }
    public required long Heard { get; set; }
}

/// <summary>The tables of this feature.</summary>
internal static class LikenessTables
{
    internal static void Describe(ModelBuilder builder)
    {
        builder.Entity<PrintRow>(row =>
        {
            row.ToTable("Prints");
            row.HasKey(r => r.Sha256);
            row.Property(r => r.Sha256).HasMaxLength(64);
            row.HasIndex(r => r.Ordinal).IsUnique();
        });
        builder.Entity<LikeRow>(row =>
        {
            row.ToTable("Likes");
            row.HasKey(r => new { r.Sha256, r.Other });
            row.Property(r => r.Sha256).HasMaxLength(64);
            row.Property(r => r.Other).HasMaxLength(64);
            row.HasIndex(r => r.Other);
        });
        builder.Entity<PrintProgressRow>(row =>
        {
            row.ToTable("PrintProgress");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
        });
    }
}
