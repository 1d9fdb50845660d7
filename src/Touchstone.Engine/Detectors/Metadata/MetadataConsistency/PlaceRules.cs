using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Rules about the stated place (Exif 2.32 section 4.6.6, tables 15 and 16).</summary>
internal static class PlaceRules
{
    // Dead Sea shore −430 m; airliners stay below 13 km and speeds of 1,100 km/h.
    private const double LowestMetres = -500, HighestMetres = 20_000, FastestKmh = 1_300;

    internal static IReadOnlyList<MetadataRule> All { get; } =
    [
        new("meta.place.range", "Latitude beyond 90, longitude beyond 180 degrees, minutes or seconds beyond 60, ratios over zero", Weight.Anomaly,
            "Writers with faults; some write 0/0 for \"no fix\".", "Exif 2.32 section 4.6.6", Range),
        new("meta.place.zero", "Latitude and longitude both exactly zero", Weight.Anomaly, "Phones without a fix write zeros.", "Exif 2.32 section 4.6.6", Zero),
        new("meta.place.altitude", "Altitude below −500 m or above 20 km", Weight.Anomaly, "A bad fix.", "Exif 2.32 section 4.6.6", Altitude),
        new("meta.place.speed", "Speed above 1,300 km/h", Weight.Anomaly, "A bad fix.", "Exif 2.32 section 4.6.6", Speed),
        new("meta.place.half", "A position without its reference letter, or one coordinate without the other", Weight.Anomaly,
            "Incomplete writers.", "Exif 2.32 section 4.6.6", Half),
    ];

    private static IEnumerable<string> Range(Statements file)
    {
        foreach (var (tag, name, bound) in ((int, string, double)[])[(2, "latitude", 90), (4, "longitude", 180)])
        {
            if (file.Gps(tag) is not { } text) continue;
            var parts = Statements.Numbers(text);
            var degrees = parts.Select((p, i) => p / Math.Pow(60, i)).Sum();
            if (parts.Count == 0 || !parts.All(double.IsFinite)) yield return $"The {name} is \"{text}\".";
            else if (degrees < 0 || degrees > bound || parts.Skip(1).Any(p => p is < 0 or > 60)) yield return $"The {name} is {degrees:0.#####} degrees ({text}).";
        }
    }

    private static IEnumerable<string> Zero(Statements file)
    {
        var (latitude, longitude) = (Statements.Numbers(file.Gps(2)), Statements.Numbers(file.Gps(4)));
        if (latitude.Count > 0 && longitude.Count > 0 && latitude.Concat(longitude).All(v => v == 0)) yield return "The position is 0° N 0° E.";
    }

    private static IEnumerable<string> Altitude(Statements file)
    {
        if (Statements.Numbers(file.Gps(6)) is not [var metres, ..] || !double.IsFinite(metres)) yield break;
        if (file.Gps(5) == "1") metres = -metres;
        if (metres is < LowestMetres or > HighestMetres) yield return $"The altitude is {metres:0} m.";
    }

    private static IEnumerable<string> Speed(Statements file)
    {
        if (Statements.Numbers(file.Gps(13)) is not [var speed, ..] || !double.IsFinite(speed)) yield break;
        var kmh = speed * (file.Gps(12) switch { "M" => 1.609344, "N" => 1.852, _ => 1 });
        if (kmh > FastestKmh) yield return $"The speed is {kmh:0} km/h.";
    }

    private static IEnumerable<string> Half(Statements file)
    {
        if (file.Gps(2) is null != file.Gps(4) is null) yield return "Only one of latitude and longitude is stated.";
        if (file.Gps(2) is not null && file.Gps(1) is null || file.Gps(4) is not null && file.Gps(3) is null) yield return "A coordinate has no N, S, E or W.";
    }
}
