using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>What was drawn of a specimen by one version of the engine; can be made again at any time.</summary>
internal sealed class LayerRow
{
    public required Guid Id { get; init; }
    public required string Sha256 { get; init; }
    public required string EngineVersion { get; init; }
    public required string View { get; init; }
    public required string Layers { get; init; }
}

/// <summary>The table of drawn layers.</summary>
internal static class LayerTables
{
    internal static void Describe(ModelBuilder builder) => builder.Entity<LayerRow>(row =>
    {
        row.ToTable("Layers");
        row.HasKey(r => r.Id);
        row.Property(r => r.Sha256).HasMaxLength(64);
        row.Property(r => r.EngineVersion).HasMaxLength(32);
        row.Property(r => r.View).HasMaxLength(64);
        row.HasIndex(r => new { r.Sha256, r.View, r.EngineVersion }).IsUnique();
    });
}
