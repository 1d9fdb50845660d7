using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>The tables of the stored previews: part of the signature of Kee, Johnson and Farid (2011).</summary>
internal static class ThumbnailRule
{
    // More previews than any camera stores; each costs one walk over its markers.
    private const int MostPreviews = 8;

    internal static IEnumerable<Observation> Of(Specimen specimen, MediaMetadata? metadata, TableFamily? family, CancellationToken cancel)
    {
        foreach (var preview in (metadata?.Previews ?? []).Take(MostPreviews))
        {
            if (!Intake.TryOpen("preview", preview.Bytes, specimen.Limits, out var opened, out _, cancel)) continue;
            using (opened)
            {
                if (opened.Format != MediaFormat.Jpeg || !opened.Container.TryGet(out var tree, out _)) continue;
                if (JpegFacts.Of(tree) is not { Luma: { } luma } facts) continue;
                var own = TableFamily.Of(luma, facts.Chroma);
                var sameness = family is null ? "" : own.Kind == family.Kind ? " Its tables are of the same kind as the image's." : " Its tables are of another kind than the image's.";
                yield return new("jpeg.thumbnail-tables", Weight.Note,
                    $"The preview in {preview.Source} ({facts.Frame["Width"]} × {facts.Frame["Height"]}) has tables that are {own.Text}; sampling {facts.SamplingName}.{sameness}",
                    "Cameras often code previews in another way than images.", preview.Offset);
            }
        }
    }
}
