using Touchstone.Media;

namespace Touchstone.Evaluation.Conditions;

/// <summary>A condition that is measured from the media and used as a slice column.</summary>
/// <param name="Name">Name of the column without its prefix: "brightness".</param>
/// <param name="Unit">Unit, or "" for a name.</param>
/// <param name="What">What it is, which way it grows, and its range.</param>
/// <param name="Source">Paper or standard.</param>
/// <param name="Kinds">Media it is measured of.</param>
/// <param name="Bands">Bands from low to high; empty for names.</param>
public sealed record Condition(string Name, string Unit, string What, string Source, IReadOnlyList<MediaKind> Kinds, IReadOnlyList<ConditionBand> Bands)
{
    /// <summary>Column of the value.</summary>
    public string Column => "condition." + Name;

    /// <summary>Column of the band.</summary>
    public string BandColumn => Column + ".band";

    /// <summary>The band of a value; "" where there are none.</summary>
    /// <param name="value">A number in the unit of the condition.</param>
    public string BandOf(double value) => Bands.LastOrDefault(b => value >= b.From)?.Name ?? (Bands.Count > 0 ? Bands[0].Name : "");
}

/// <summary>A stretch of a condition's scale.</summary>
/// <param name="Name">Name of the slice: "dark".</param>
/// <param name="From">Lower end, in the condition's unit; the upper end is the next band's.</param>
public sealed record ConditionBand(string Name, double From);
