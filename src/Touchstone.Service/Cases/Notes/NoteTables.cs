using Microsoft.EntityFrameworkCore;

namespace Touchstone.Service.Cases.Notes;

/// <summary>A note of a person. Its text stands here alone, so that it can be erased; the journal names it by digest.</summary>
internal sealed class NoteRow
{
    public required Guid Id { get; init; }
    public required Guid Case { get; init; }
    public required string Author { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required string? Text { get; set; }
    public required string? Place { get; init; }
    public required NoteStatus Status { get; set; }
    public required byte[] Salt { get; init; }
}

/// <summary>A tag on a case.</summary>
internal sealed class TagRow
{
    public required Guid Id { get; init; }
    public required Guid Case { get; init; }
    public required string Text { get; init; }
    public required byte[] Salt { get; init; }
}

/// <summary>The tables of notes and tags.</summary>
internal static class NoteTables
{
    internal static void Describe(ModelBuilder builder)
    {
        builder.Entity<NoteRow>(row =>
        {
            row.ToTable("Notes");
            row.HasKey(r => r.Id);
            row.Property(r => r.Author).HasMaxLength(64);
            row.Property(r => r.Text).HasMaxLength(CaseNotes.LongestNote);
            row.Property(r => r.Place).HasMaxLength(CaseNotes.LongestPlace);
            row.HasIndex(r => new { r.Case, r.WrittenAt });
        });
        builder.Entity<TagRow>(row =>
        {
            row.ToTable("Tags");
            row.HasKey(r => r.Id);
            row.Property(r => r.Text).HasMaxLength(CaseNotes.LongestTag);
            row.HasIndex(r => new { r.Case, r.Text }).IsUnique();
            row.HasIndex(r => r.Text);
        });
    }
}
