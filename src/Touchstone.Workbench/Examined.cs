using System.Text.Json.Serialization;
using Touchstone.Engine;
using Touchstone.Engine.Likeness;
using Touchstone.Media;
using Touchstone.Media.Carving;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Views;

namespace Touchstone.Workbench;

/// <summary>What the supervised process hands back for one specimen.</summary>
/// <param name="Examination">Findings, assessments and decision.</param>
/// <param name="Exhibits">Pictures for the report; empty when none were asked for.</param>
public sealed record Examined(Examination Examination, IReadOnlyList<Exhibit> Exhibits)
{
    /// <summary>What the supervised process died of, or null where it answered: then the fault is the process's, not the material's.</summary>
    [JsonIgnore]
    public Breakdown? Breakdown { get; init; }

    /// <summary>The views that were asked for instead of an examination, or null.</summary>
    public ViewAnswer? Views { get; init; }

    /// <summary>The pictures inside the file, where they were asked for instead of an examination, or null.</summary>
    public CarvedPictures? Carved { get; init; }

    /// <summary>By what the picture is found again, where that was asked for instead of an examination, or null.</summary>
    public PictureRecord? Record { get; init; }

    /// <summary>What an index of many needs: without maps, series, manifests and large pictures, so that the memory of a long run stays flat.</summary>
    public Examined ForIndex() => new(
        Examination with { Findings = [.. Examination.Findings.Select(f => f with { Maps = [], Series = [], Credentials = f.Credentials is { } report ? Brief(report) : null })] },
        [.. Exhibits.Where(e => e.Name is ExhibitNames.Thumbnail or ExhibitNames.Waveform)]);

    private static ProvenanceReport Brief(ProvenanceReport report) => new()
    {
        State = report.State, Summary = report.Summary, Format = report.Format, Policy = report.Policy, TrustProfile = report.TrustProfile, At = report.At,
    };
}

/// <summary>The end of a supervised process that did not answer.</summary>
/// <param name="Fault">What it died of.</param>
/// <param name="Diagnostics">The end of what it wrote to its error stream, cleaned for people; may be empty.</param>
public sealed record Breakdown(Fault Fault, string Diagnostics);
