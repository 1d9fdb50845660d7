using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Cases.Listing;

/// <summary>A view of the list that a person keeps.</summary>
internal sealed class SavedViewRow
{
    public required Guid Id { get; init; }
    public required string Actor { get; init; }
    public required string Name { get; init; }
    public required string Query { get; set; }
}

/// <summary>The table of saved views.</summary>
internal static class SavedViewTables
{
    // Every part of a query at its longest, percent-encoded.
    private const int LongestQuery = 4000;

    internal static void Describe(ModelBuilder builder) => builder.Entity<SavedViewRow>(row =>
    {
        row.ToTable("SavedViews");
        row.HasKey(r => r.Id);
        row.Property(r => r.Actor).HasMaxLength(64);
        row.Property(r => r.Name).HasMaxLength(SavedViews.LongestName);
        row.Property(r => r.Query).HasMaxLength(LongestQuery);
        row.HasIndex(r => new { r.Actor, r.Name }).IsUnique();
    });
}
