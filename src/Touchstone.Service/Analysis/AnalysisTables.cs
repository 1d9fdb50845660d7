using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Decisions;
using Touchstone.Media;

namespace Touchstone.Service.Analysis;

/// <summary>An examination: asked for, under way, or ended. Its key makes a result something that is written once.</summary>
internal sealed class ExaminationRow
{
    public required Guid Id { get; init; }
    public required string Sha256 { get; init; }
    public required string EngineVersion { get; init; }
    public required string PolicyHash { get; init; }
    public required MediaKind Kind { get; init; }
    public required ExaminationState State { get; set; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public int Attempts { get; set; }
    public int Deaths { get; set; }
    public int StepsDone { get; set; }
    public int Steps { get; set; }
    public string? Node { get; set; }
    public string? Code { get; set; }
    public string? Message { get; set; }
    public string? Diagnostics { get; set; }
    public string? DocumentSha256 { get; set; }
    public Outcome? Outcome { get; set; }
    public string? Sentence { get; set; }
    public string? StandsOut { get; set; }

    /// <summary>Lets it wait again as if it had never begun.</summary>
    public void WaitAgain()
    {
        (State, Attempts, Deaths, StepsDone, Steps, StartedAt, EndedAt) = (ExaminationState.Queued, 0, 0, 0, 0, null, null);
        (Node, Code, Message, Diagnostics, DocumentSha256, Outcome, Sentence, StandsOut) = (null, null, null, null, null, null, null, null);
    }
}

/// <summary>The tables of this feature.</summary>
internal static class AnalysisTables
{
    internal static void Describe(ModelBuilder builder) => builder.Entity<ExaminationRow>(row =>
    {
        row.ToTable("Examinations");
        row.HasKey(r => r.Id);
        row.Property(r => r.Sha256).HasMaxLength(64);
        row.Property(r => r.EngineVersion).HasMaxLength(32);
        row.Property(r => r.PolicyHash).HasMaxLength(64);
        row.Property(r => r.Node).HasMaxLength(120);
        row.Property(r => r.Code).HasMaxLength(64);
        row.Property(r => r.DocumentSha256).HasMaxLength(64);
        row.HasIndex(r => new { r.Sha256, r.EngineVersion, r.PolicyHash }).IsUnique();
        row.HasIndex(r => new { r.State, r.RequestedAt });
        row.HasIndex(r => r.RequestedAt);
    });
}
