using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Service.Cases.Viewing;
using Touchstone.Workbench;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Service.Cases.Pairs;

/// <summary>One of two cases that are compared.</summary>
/// <param name="Case">The case.</param>
/// <param name="Examined">Its findings, or null where there are none.</param>
public sealed record CaseSide(CaseSummary Case, Examined? Examined)
{
    /// <summary>The picture to look at, or null.</summary>
    internal Exhibit? Picture => Examined is null ? null : EvidenceStage.FirstOf(Examined);

    /// <summary>Whether it has a length in time.</summary>
    internal bool HasTime => Examined is not null && Case.Kind is MediaKind.Audio or MediaKind.Video;

    /// <summary>What a detector found on it, or null.</summary>
    internal Finding? Of(string? detector) => Examined?.Examination.Findings.FirstOrDefault(f => f.DetectorId == detector);
}
