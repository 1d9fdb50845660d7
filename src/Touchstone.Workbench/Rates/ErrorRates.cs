using System.Text.Json.Serialization;
using Touchstone.Engine.Findings;

namespace Touchstone.Workbench.Rates;

/// <summary>How often methods err, counted on material of known truth: a table that reports are matched to.</summary>
public sealed record ErrorRates
{
    /// <summary>
    /// Fewest independent groups of sources a rate is told from. Where nothing was met in 20, up to 17 % may still be expected (exact, 95 %); from fewer a rate tells next to nothing.
    /// </summary>
    public const int FewestGroups = 20;

    /// <summary>What the material is, in a phrase.</summary>
    public required string Material { get; init; }

    /// <summary>The engine that examined it.</summary>
    public required string Engine { get; init; }

    /// <summary>The runs it was counted from.</summary>
    public required IReadOnlyList<RateSource> Sources { get; init; }

    /// <summary>The counts, by detector, version, question and class of material.</summary>
    public required IReadOnlyList<RateCell> Cells { get; init; }

    /// <summary>SHA-256 of the file it was read from.</summary>
    [JsonIgnore]
    public string Sha256 { get; init; } = "";
}

/// <summary>A run over material of known truth.</summary>
/// <param name="Name">Name of the data set.</param>
/// <param name="Data">SHA-256 of its manifest.</param>
/// <param name="Trials">SHA-256 of its table of trials.</param>
/// <param name="At">Date of the run.</param>
/// <param name="Files">Files that gave trials.</param>
public sealed record RateSource(string Name, string Data, string Trials, DateTimeOffset At, int Files);

/// <summary>What one version of one detector did on one class of material.</summary>
/// <param name="Detector">Its id.</param>
/// <param name="Version">Its version; a rate holds for no other.</param>
/// <param name="Question">The question it answers.</param>
/// <param name="Cell">The class of material.</param>
/// <param name="Authentic">Authentic files: an event is a false alarm.</param>
/// <param name="Manipulated">Manipulated files by what was done: an event is a manipulation that stood out.</param>
public sealed record RateCell(string Detector, string Version, Question Question, MaterialCell Cell, RateCount Authentic, IReadOnlyDictionary<string, RateCount> Manipulated);

/// <summary>Files on which a detector measured, and those on which its finding stood out.</summary>
/// <param name="Files">Files it measured on.</param>
/// <param name="Groups">Independent groups of sources among them.</param>
/// <param name="Silent">Files on which it did not apply or failed; counted in nothing.</param>
/// <param name="Events">Files on which its finding stood out.</param>
/// <param name="Lower">Lower end of the 95 % interval of events by files; 0 where nothing was measured.</param>
/// <param name="Upper">Upper end; 1 where nothing was measured.</param>
/// <param name="Told">Whether there are groups enough to tell the rate.</param>
/// <param name="Span">What the files measure.</param>
public sealed record RateCount(int Files, int Groups, int Silent, int Events, double Lower, double Upper, bool Told, MaterialSpan Span)
{
    /// <summary>Events by files; 0 where there are none.</summary>
    [JsonIgnore]
    public double Rate => Files == 0 ? 0 : (double)Events / Files;
}

/// <summary>From where to where files reach; null where it was not measured.</summary>
/// <param name="LowestQuality">Lowest JPEG quality.</param>
/// <param name="HighestQuality">Highest JPEG quality.</param>
/// <param name="Smallest">Smallest picture, millions of pixels.</param>
/// <param name="Largest">Largest picture.</param>
public sealed record MaterialSpan(double? LowestQuality, double? HighestQuality, double? Smallest, double? Largest);
