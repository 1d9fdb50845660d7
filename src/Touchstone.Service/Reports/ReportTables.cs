using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Reports;

/// <summary>A version of an opinion. Its texts stand here alone, so that they can be erased.</summary>
internal sealed class OpinionRow
{
    public required Guid Id { get; init; }
    public required Guid Case { get; init; }
    public required int Version { get; init; }
    public required string Author { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required string Asked { get; set; }
    public required string? Text { get; set; }
    public required string Limits { get; set; }
    public required byte[] Salt { get; init; }
}

/// <summary>A signed report: its forms lie among the media under their digests.</summary>
internal sealed class SignedReportRow
{
    public required Guid Id { get; init; }
    public required Guid Case { get; init; }
    public required int Opinion { get; init; }
    public required string Signer { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
    public required string Json { get; init; }
    public required string Html { get; init; }
    public required string? Pdf { get; init; }
    public required string Statement { get; init; }
    public required byte[] Signature { get; init; }
    public required string PublicKey { get; init; }

    /// <summary>Whether its forms were deleted with the media that they show.</summary>
    public bool IsDeleted { get; set; }
}

/// <summary>The tables of this feature.</summary>
internal static class ReportTables
{
    internal static void Describe(ModelBuilder builder)
    {
        builder.Entity<OpinionRow>(row =>
        {
            row.ToTable("Opinions");
            row.HasKey(r => r.Id);
            row.Property(r => r.Author).HasMaxLength(64);
            row.Property(r => r.Asked).HasMaxLength(OpinionTexts.LongestShort);
            row.Property(r => r.Text).HasMaxLength(OpinionTexts.LongestText);
            row.Property(r => r.Limits).HasMaxLength(OpinionTexts.LongestShort);
            row.HasIndex(r => new { r.Case, r.Version }).IsUnique();
        });
        builder.Entity<SignedReportRow>(row =>
        {
            row.ToTable("SignedReports");
            row.HasKey(r => r.Id);
            row.Property(r => r.Signer).HasMaxLength(64);
            row.HasIndex(r => new { r.Case, r.SignedAt });
        });
    }
}
