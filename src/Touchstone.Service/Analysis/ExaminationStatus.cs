using Touchstone.Engine.Decisions;
using Touchstone.Media;

namespace Touchstone.Service.Analysis;

/// <summary>What other features may know of an examination.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">What is examined.</param>
/// <param name="Kind">Kind of the media.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="StartedAt">When the present attempt began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Attempts">How often its process broke down.</param>
/// <param name="StepsDone">Detectors that have answered in the present attempt.</param>
/// <param name="Steps">Detectors that were asked, or 0 before that is known.</param>
/// <param name="Node">Who has or had it.</param>
/// <param name="Code">Why it was put aside, or the fault of the file.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Diagnostics">The end of what its process wrote to its error stream where it broke down.</param>
/// <param name="DocumentSha256">Digest of the stored result.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Sentence">The decision in one sentence.</param>
public sealed record ExaminationStatus(
    Guid Id, string Sha256, MediaKind Kind, ExaminationState State, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int Attempts,
    int StepsDone, int Steps, string? Node, string? Code, string? Message, string? Diagnostics, string? DocumentSha256, Outcome? Outcome, string? Sentence)
{
    /// <summary>Where the findings that stand out point, in one sentence; empty where no method could read the file.</summary>
    public string? StandsOut { get; init; }

    internal static ExaminationStatus Of(ExaminationRow row) => new(
        row.Id, row.Sha256, row.Kind, row.State, row.RequestedAt, row.StartedAt, row.EndedAt, row.Attempts,
        row.StepsDone, row.Steps, row.Node, row.Code, row.Message, row.Diagnostics, row.DocumentSha256, row.Outcome, row.Sentence)
    { StandsOut = row.StandsOut };
}

/// <summary>An examination to be asked for.</summary>
/// <param name="Sha256">What to examine; its bytes are stored.</param>
/// <param name="Kind">Kind of the media, which decides the group it waits in.</param>
/// <param name="Case">The case that asks.</param>
/// <param name="Actor">Who asks.</param>
public sealed record ExaminationRequest(string Sha256, MediaKind Kind, Guid Case, string Actor);

/// <summary>As many examinations wait as may.</summary>
public sealed class QueueFullException(int limit) : Exception($"{limit:N0} examinations wait already, which is the limit here (--queue-limit). Nothing was taken in; try again later.")
{
    /// <summary>When to try again.</summary>
    public static TimeSpan RetryAfter => TimeSpan.FromSeconds(30);
}
