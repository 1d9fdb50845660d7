using Touchstone.Media;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Exhibits;

/// <summary>The pictures that credentials store of the asset and of what it was made from: decoded here, in the supervised process, and encoded anew.</summary>
/// <remarks>Whoever signed chose them and nothing compares them with the evidence, so they are as hostile as any input and prove nothing.</remarks>
internal static class StoredPictures
{
    /// <summary>Most pictures tried.</summary>
    public const int MaximumPictures = 24;

    /// <summary>Longer edge shown, pixels.</summary>
    public const int Edge = 320;

    /// <summary>What is said with each of them.</summary>
    public const string Label = "stored in the credentials, unchecked";

    // Programs store pictures of a few hundred kilobytes and about a megapixel; 24 of these bounds still take a few seconds.
    private static readonly Limits Bounds = Limits.Default with
    {
        MaximumBytes = 8 << 20, MaximumImageBytes = 8 << 20, MaximumPixels = 16_000_000, MaximumDetectorPixels = 16_000_000, MaximumNodes = 10_000, MaximumScans = 64,
    };

    /// <summary>Name of the exhibit that shows a manifest's picture of its asset.</summary>
    public static string NameOf(int manifest) => $"{ExhibitNames.Stored}{manifest}";

    /// <summary>Name of the exhibit that shows a manifest's picture of one of its ingredients.</summary>
    public static string NameOf(int manifest, int ingredient) => $"{ExhibitNames.Stored}{manifest}-{ingredient}";

    /// <summary>The pictures that can be decoded, as PNG; an ingredient's only where its own manifest does not store the same one.</summary>
    public static IReadOnlyList<Exhibit> Of(ProvenanceReport report, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(report);
        var exhibits = new List<Exhibit>();
        foreach (var (name, picture) in Stored(report).Take(MaximumPictures))
        {
            cancel.ThrowIfCancellationRequested();
            if (Make(name, picture, cancel) is { } exhibit) exhibits.Add(exhibit);
        }
        return exhibits;
    }

    private static IEnumerable<(string Name, ThumbnailReport Picture)> Stored(ProvenanceReport report)
    {
        var own = new Dictionary<string, ThumbnailReport>();
        foreach (var manifest in report.Manifests)
            if (manifest.Thumbnail is { } picture) own.TryAdd(manifest.Label, picture);
        for (var i = 0; i < report.Manifests.Count; i++)
        {
            if (report.Manifests[i].Thumbnail is { } picture) yield return (NameOf(i), picture);
            var ingredients = report.Manifests[i].Ingredients;
            for (var j = 0; j < ingredients.Count; j++)
                if (ingredients[j].Thumbnail is { } taken && !(ingredients[j].ManifestLabel is { } label && own.TryGetValue(label, out var same) && same.Bytes.Span.SequenceEqual(taken.Bytes.Span)))
                    yield return (NameOf(i, j), taken);
        }
    }

    private static Exhibit? Make(string name, ThumbnailReport picture, CancellationToken cancel)
    {
        if (picture.Bytes.Length > Bounds.MaximumBytes || !Intake.TryOpen(name, picture.Bytes, Bounds, out var specimen, out _, cancel)) return null;
        using (specimen)
        {
            // What the bytes are counts, not what they are said to be; and no decoder is used that thumbnails have no need of.
            if (specimen.Format is not (MediaFormat.Jpeg or MediaFormat.Png or MediaFormat.WebP or MediaFormat.Gif)) return null;
            if (!specimen.Pixels.TryGet(out var pixels, out _)) return null;
            var shown = AreaAverage.Shrink(pixels, Edge, cancel);
            return ImageExhibits.Picture(name, shown, pixels, Label, lossless: true);
        }
    }
}
