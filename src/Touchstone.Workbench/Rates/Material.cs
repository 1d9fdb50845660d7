using System.Globalization;
using Touchstone.Engine;
using Touchstone.Media;

namespace Touchstone.Workbench.Rates;

/// <summary>What error rates depend on and can be seen without looking at the picture: format, quality of the last save, size.</summary>
/// <param name="Kind">Image, audio, video.</param>
/// <param name="Format">By content.</param>
/// <param name="Quality">Of the nearest table of the Independent JPEG Group, 1–100; null where it is no JPEG or was not recorded.</param>
/// <param name="Megapixels">Millions of pixels; null where it has none or they were not recorded.</param>
public sealed record Material(MediaKind Kind, MediaFormat Format, double? Quality, double? Megapixels)
{
    /// <summary>The cells it falls into, from the finest to the coarsest: format with quality and size, format with quality, format, all of its kind.</summary>
    public IReadOnlyList<MaterialCell> Cells
    {
        get
        {
            var (quality, size) = (MaterialBand.Of(MaterialBand.Qualities, Quality), MaterialBand.Of(MaterialBand.Sizes, Megapixels));
            return [.. new[] { new MaterialCell(Kind, Format, quality, size), new(Kind, Format, quality, null), new(Kind, Format, null, null), new(Kind, null, null, null) }.Distinct()];
        }
    }

    /// <summary>The material of a case.</summary>
    /// <param name="facts">What an examination says of its file.</param>
    public static Material Of(SpecimenFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (width, height) = (Leading(facts, "width"), Leading(facts, "height"));
        return new Material(facts.Kind, facts.Format, Leading(facts, "JPEG quality"), width * height / 1e6);
    }

    /// <summary>In words: "JPEG, last save q93, 0.26 MP".</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Format.Name(), Quality is { } quality ? string.Create(CultureInfo.InvariantCulture, $"last save q{quality:0}") : null, Size(Megapixels) }.OfType<string>());

    internal static string? Size(double? megapixels) => megapixels is { } size ? size.ToString(size < 1 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " MP" : null;

    // Facts are written with their unit: "4032 px".
    private static double? Leading(SpecimenFacts facts, string name) =>
        facts.Facts.TryGetValue(name, out var text) && double.TryParse(text.Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>A class of material that errors are counted in; what is null is not told apart.</summary>
/// <param name="Kind">Image, audio, video.</param>
/// <param name="Format">Format.</param>
/// <param name="Quality">Name of a band of <see cref="MaterialBand.Qualities"/>.</param>
/// <param name="Size">Name of a band of <see cref="MaterialBand.Sizes"/>.</param>
public sealed record MaterialCell(MediaKind Kind, MediaFormat? Format, string? Quality, string? Size)
{
    /// <summary>In words: "JPEG, last save q85–94, 0.2–0.5 MP".</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Format?.Name() ?? "all formats", Quality is null ? null : $"last save q{Quality}", Size is null ? null : $"{Size} MP" }.OfType<string>());
}
