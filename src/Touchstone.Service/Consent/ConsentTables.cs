using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Consent;

/// <summary>Rights in the material of a case; the newest record counts, the older ones stay.</summary>
internal sealed class RightsRow
{
    public required Guid Id { get; init; }
    public required Guid Case { get; init; }
    public required string Sha256 { get; init; }
    public required RightsBasis Basis { get; init; }
    public required string Source { get; init; }
    public required string ConsentedBy { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required string Restrictions { get; init; }
    public required byte[] Salt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required bool IsNewest { get; set; }
}

/// <summary>The tables of this feature.</summary>
internal static class ConsentTables
{
    internal static void Describe(ModelBuilder builder) => builder.Entity<RightsRow>(row =>
    {
        row.ToTable("Rights");
        row.HasKey(r => r.Id);
        row.Property(r => r.Sha256).HasMaxLength(64);
        row.Property(r => r.Source).HasMaxLength(Rights.LongestText);
        row.Property(r => r.Restrictions).HasMaxLength(Rights.LongestText);
        row.Property(r => r.ConsentedBy).HasMaxLength(Rights.LongestName);
        row.HasIndex(r => new { r.Case, r.RecordedAt });
        row.HasIndex(r => new { r.IsNewest, r.ExpiresAt });
    });
}
