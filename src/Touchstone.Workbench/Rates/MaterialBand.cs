namespace Touchstone.Workbench.Rates;

/// <summary>A stretch of a scale by which material is told apart.</summary>
/// <param name="Name">As tables and reports write it: "85–94".</param>
/// <param name="From">Lower end.</param>
/// <param name="Below">Upper end, no longer in it.</param>
public sealed record MaterialBand(string Name, double From, double Below)
{
    /// <summary>Qualities of the nearest table of the Independent JPEG Group. The edges part what programs save at: messengers below 75, sites to 84, cameras and editors from 85, near-lossless saves from 95.</summary>
    public static IReadOnlyList<MaterialBand> Qualities { get; } = [new("1–59", 0, 60), new("60–74", 60, 75), new("75–84", 75, 85), new("85–94", 85, 95), new("95–100", 95, 101)];

    /// <summary>Sizes in millions of pixels. Methods read blocks and windows of fixed size, so that each doubling or so gives them more to err on.</summary>
    public static IReadOnlyList<MaterialBand> Sizes { get; } =
    [
        new("below 0.2", 0, 0.2), new("0.2–0.5", 0.2, 0.5), new("0.5–1", 0.5, 1), new("1–2", 1, 2), new("2–5", 2, 5), new("5–12", 5, 12), new("12–25", 12, 25), new("25 and more", 25, double.PositiveInfinity),
    ];

    /// <summary>The band of a value; null where there is no value.</summary>
    public static string? Of(IReadOnlyList<MaterialBand> bands, double? value)
    {
        ArgumentNullException.ThrowIfNull(bands);
        return value is { } number ? bands.FirstOrDefault(b => number >= b.From && number < b.Below)?.Name : null;
    }
}
