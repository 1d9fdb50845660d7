using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Cases.Listing;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Cases.Viewing;

namespace Touchstone.Service.Cases;

/// <summary>A case as lists show it: what the journal says of it, folded.</summary>
internal sealed class CaseRow
{
    public required Guid Id { get; init; }
    public required int Year { get; init; }
    public required int Ordinal { get; init; }
    public required string Title { get; set; }
    public required string Sha256 { get; init; }
    public required long Bytes { get; init; }
    public required MediaKind Kind { get; init; }
    public required string Format { get; init; }
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required ExaminationState Progress { get; set; }
    public Outcome? Outcome { get; set; }
    public string? Sentence { get; set; }
    public string? StandsOut { get; set; }
    public string? Code { get; set; }
    public bool IsRestricted { get; set; }
}

/// <summary>The tables of this feature.</summary>
internal static class CaseTables
{
    internal static void Describe(ModelBuilder builder)
    {
        DescribeCases(builder);
        AccessTables.Describe(builder);
        LayerTables.Describe(builder);
        NoteTables.Describe(builder);
        SavedViewTables.Describe(builder);
    }

    private static void DescribeCases(ModelBuilder builder) => builder.Entity<CaseRow>(row =>
    {
        row.ToTable("Cases");
        row.HasKey(r => r.Id);
        row.Property(r => r.Title).HasMaxLength(240);
        row.Property(r => r.Sha256).HasMaxLength(64);
        row.Property(r => r.Format).HasMaxLength(64);
        row.Property(r => r.OpenedBy).HasMaxLength(64);
        row.Property(r => r.Code).HasMaxLength(64);
        row.HasIndex(r => new { r.Year, r.Ordinal }).IsUnique();
        row.HasIndex(r => r.Sha256);
        row.HasIndex(r => new { r.OpenedAt, r.Id });
        row.HasIndex(r => new { r.Outcome, r.OpenedAt });
        row.HasIndex(r => new { r.Progress, r.OpenedAt });
    });
}
