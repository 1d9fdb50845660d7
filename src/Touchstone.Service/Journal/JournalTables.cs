using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Journal;

/// <summary>A stored line: the body as it was signed, and what is looked up by.</summary>
internal sealed class JournalRow
{
    public long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Kind { get; init; }
    public required string? Subject { get; init; }
    public required byte[] Body { get; init; }
    public required byte[] Hash { get; init; }
    public required byte[] Signature { get; init; }
}

/// <summary>The tables of this feature.</summary>
internal static class JournalTables
{
    internal static void Describe(ModelBuilder builder) => builder.Entity<JournalRow>(row =>
    {
        row.ToTable("Journal");
        row.HasKey(r => r.Sequence);
        row.Property(r => r.Sequence).ValueGeneratedNever();
        row.Property(r => r.Actor).HasMaxLength(64);
        row.Property(r => r.Kind).HasMaxLength(64);
        row.Property(r => r.Subject).HasMaxLength(64);
        row.HasIndex(r => new { r.Subject, r.Sequence });
        // For those who read the journal: whatever they narrow it to, a page is read from an index and none is searched through.
        row.HasIndex(r => new { r.Kind, r.Sequence });
        row.HasIndex(r => new { r.Actor, r.Sequence });
        row.HasIndex(r => new { r.Actor, r.Kind, r.Sequence });
        row.HasIndex(r => r.At);
    });
}
