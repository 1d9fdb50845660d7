using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Workbench.Rates;

/// <summary>What a table says of one finding on material like a case's.</summary>
public static class RateMatch
{
    /// <summary>Looks a finding up: the finest class of material that the case falls into and that has groups enough, for authentic files and for each manipulation by itself.</summary>
    /// <param name="table">The table; null where there is none.</param>
    /// <param name="finding">A finding that measured.</param>
    /// <param name="material">What the case's file is like.</param>
    public static KnownRates Of(ErrorRates? table, Finding finding, Material material)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(material);
        if (finding.IsDescription) return KnownRates.Unknown("It describes and raises no alarm.");
        if (table is null) return KnownRates.Unknown("Not known: no table of error rates is loaded.");
        var all = table.Cells.Where(c => c.Detector == finding.DetectorId && c.Question == finding.Question).ToList();
        var own = all.Where(c => c.Version == finding.DetectorVersion).ToList();
        if (own.Count == 0)
            return KnownRates.Unknown(all.Count == 0 ? "Not known for material like this: it was not measured."
                : $"Measured for version {string.Join(", ", all.Select(c => c.Version).Distinct().Order(StringComparer.Ordinal))}, not for this one, {finding.DetectorVersion}.");
        var authentic = Finest(own, material, c => c.Authentic);
        var kinds = own.SelectMany(c => c.Manipulated.Keys).Distinct().Order(StringComparer.Ordinal);
        var found = kinds.Select(k => (Kind: k, Rate: Finest(own, material, c => c.Manipulated.GetValueOrDefault(k)))).Where(f => f.Rate is not null).ToDictionary(f => f.Kind, f => f.Rate!);
        return authentic is null && found.Count == 0
            ? KnownRates.Unknown($"Not known for material like this: {(own.Any(c => c.Cell.Kind == material.Kind) ? $"too few files of fewer than {ErrorRates.FewestGroups} independent sources were measured" : "it was not measured")}.")
            : new KnownRates(authentic, found, authentic is null ? "False alarms are not known for material like this." : "");
    }

    private static MatchedRate? Finest(List<RateCell> cells, Material material, Func<RateCell, RateCount?> count)
    {
        foreach (var key in material.Cells)
            if (cells.FirstOrDefault(c => c.Cell == key) is { } cell && count(cell) is { Told: true } told)
                return new MatchedRate(cell.Cell, told, Outside(cells, material, cell.Cell, told.Span));
        return null;
    }

    /// <summary>In what the case lies outside of what was counted; empty where it lies within.</summary>
    private static string Outside(List<RateCell> cells, Material material, MaterialCell cell, MaterialSpan span)
    {
        var parts = new List<string>();
        if (cell.Format is null) parts.Add(cells.Any(c => c.Cell.Format == material.Format) ? $"{material.Format.Name()}: too few measured" : $"{material.Format.Name()}: not measured");
        if (cell.Quality is null && Beyond(material.Quality, span.LowestQuality, span.HighestQuality)) parts.Add($"q{material.Quality:0} against {Range($"q{span.LowestQuality:0}", $"q{span.HighestQuality:0}")}");
        if (cell.Size is null && Beyond(material.Megapixels, span.Smallest, span.Largest)) parts.Add($"{Material.Size(material.Megapixels)} against {Range(Material.Size(span.Smallest), Material.Size(span.Largest))}");
        return string.Join("; ", parts);
    }

    private static string Range(string? from, string? to) => from is null ? "no known size" : from == to ? from : $"{from} to {to}";

    private static bool Beyond(double? value, double? lowest, double? highest) => value is { } number && (lowest is null || number < lowest || number > highest);
}

/// <summary>What is known of a method's errors on material like a case's.</summary>
/// <param name="Authentic">False alarms on authentic files, or null.</param>
/// <param name="Manipulated">By manipulation, how often it stood out.</param>
/// <param name="Remark">What is not known and why; empty where all is.</param>
public sealed record KnownRates(MatchedRate? Authentic, IReadOnlyDictionary<string, MatchedRate> Manipulated, string Remark)
{
    internal IEnumerable<MatchedRate> All => Authentic is null ? Manipulated.Values : Manipulated.Values.Prepend(Authentic);

    internal static KnownRates Unknown(string why) => new(null, new Dictionary<string, MatchedRate>(), why);
}

/// <summary>A rate and what it was counted on.</summary>
/// <param name="Cell">The class of material.</param>
/// <param name="Count">The count with its interval.</param>
/// <param name="Outside">In what the case lies outside of it; empty where it lies within.</param>
public sealed record MatchedRate(MaterialCell Cell, RateCount Count, string Outside);
