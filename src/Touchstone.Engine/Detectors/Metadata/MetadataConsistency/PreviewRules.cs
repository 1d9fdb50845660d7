using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Rules about stored previews: a preview that stayed behind shows what the image was.</summary>
internal static class PreviewRules
{
    // Less than a sixth of the variance explained, in any position and as any part: no edit that leaves a scene recognisable goes so far.
    private const double OtherScene = 0.4;

    internal static IReadOnlyList<MetadataRule> All { get; } =
    [
        new("meta.preview.other-scene", "A preview that shows another scene in every position and as any part, while the Exif size says that the image is as the camera stored it and no editor is named", Weight.Contradiction,
            "", "Exif 2.32 section 4.5.5: the thumbnail shows the main image of the same size statement", Other),
        new("meta.preview.differs", "A preview whose content differs from the image as a whole", Weight.Anomaly,
            "An edited or rectified picture whose program left the old preview in place.", "Exif 2.32 section 4.5.5", Differs),
        new("meta.preview.part", "The image is a part of its preview", Weight.Anomaly,
            "Cropping with a program that left the old preview in place.", "Exif 2.32 section 4.5.5", Part),
        new("meta.preview.local", "A preview that fits, but for places whose brightness differs far more than elsewhere", Weight.Anomaly,
            "Stamps, captions and retouching by programs that leave the preview in place.", "Exif 2.32 section 4.5.5", Local),
        new("meta.preview.wider", "The preview is a part of the image, or has another shape", Weight.Note,
            "Some devices cut or stretch their 4:3 thumbnails.", "Exif 2.32 section 4.5.5", Wider),
        new("meta.preview.turned", "The preview fits only when the image is rotated or mirrored", Weight.Note,
            "A viewer rotated the picture and left its preview.", "Exif 2.32 sections 4.5.5 and 4.6.4 (Orientation)", Turned),
        new("meta.preview.unreadable", "A preview that cannot be compared", Weight.Note, "Damaged or empty previews, night scenes.", "Exif 2.32 section 4.5.5", Unreadable),
    ];

    private static IEnumerable<string> Other(Statements file) => Where(file, m => IsOther(m) && IsClaimedOriginal(file), "shows another scene than the image");

    private static IEnumerable<string> Differs(Statements file) =>
        Where(file, m => m.Correlation < PreviewComparison.Same && !(IsOther(m) && IsClaimedOriginal(file)), "does not fit the image");

    private static IEnumerable<string> Part(Statements file) => Where(file, m => Fits(m) && m.Alignment == Alignment.ImageIsPart, "shows more than the image");

    private static IEnumerable<string> Local(Statements file) => Where(file, m => m.Changed.Count > 0, "fits as a whole and differs in places");

    private static IEnumerable<string> Wider(Statements file) => Where(file, m => Fits(m) && (m.Alignment == Alignment.PreviewIsPart || (m.Alignment == Alignment.Whole && !m.ShapeFits)), "shows less than the image or is stretched");

    private static IEnumerable<string> Turned(Statements file) => Where(file, m => Fits(m) && m.Turned, "fits the image only when that is turned");

    private static IEnumerable<string> Unreadable(Statements file) => file.Previews.Where(m => m.Obstacle is not null).Select(m => $"{m.Source}: {m.Obstacle}");

    private static bool Fits(PreviewMatch match) => match.Correlation >= PreviewComparison.Same;

    private static bool IsOther(PreviewMatch match) => match.Correlation < OtherScene;

    // A new size, a named program or a film scan tell of a history in which the preview may have stayed behind honestly.
    private static bool IsClaimedOriginal(Statements file) =>
        int.TryParse(file.Exif(0xA002), out var width) && int.TryParse(file.Exif(0xA003), out var height) && file.StoredSize() == (width, height)
        && file.Exif(0x110) is not null && file.Metadata.Xmp is null && !file.In("Photoshop").Any()
        && OriginRules.All.Single(r => r.Id == "meta.software.editor").Check(file).FirstOrDefault() is null;

    private static IEnumerable<string> Where(Statements file, Func<PreviewMatch, bool> wanted, string what) => file.Previews
        .Where(m => m.Obstacle is null && wanted(m))
        .Select(m => $"The {m.Source} preview {what} (correlation {m.Correlation:0.00}{(m.Turned ? ", turned" : "")}{(m.Changed.Count > 0 ? $", {m.Changed.Count} places" : "")}).");
}
