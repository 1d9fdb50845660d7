using Touchstone.Engine;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench;

/// <summary>What the supervised process hands back for one specimen.</summary>
/// <param name="Examination">Findings, assessments and decision.</param>
/// <param name="Exhibits">Pictures for the report; empty when none were asked for.</param>
public sealed record Examined(Examination Examination, IReadOnlyList<Exhibit> Exhibits);
