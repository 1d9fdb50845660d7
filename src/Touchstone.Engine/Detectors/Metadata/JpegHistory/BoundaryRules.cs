using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>Rules on damage, on data the header does not account for, and on what follows the image.</summary>
internal static class BoundaryRules
{
    // Hardware writes entropy data in bursts and may leave the rest of the last one; 64 bytes is a usual burst. More is no rounding.
    private const long RoundingBytes = 64;

    internal static IEnumerable<Observation> Of(Specimen specimen, ContainerTree tree, JpegFacts facts, Claims claims) =>
        [.. Damage(tree), .. Entropy(specimen.Coefficients), .. facts.Trailing.Take(16).Select(n => Trailing(specimen, facts, claims, n))];

    private static IEnumerable<Observation> Damage(ContainerTree tree) => tree.Damage.Take(8)
        .Select(d => new Observation("jpeg.damage", Weight.Anomaly, $"At {d.Offset}: {d.Message}.", "A broken transfer, or a program that edits files carelessly.", d.Offset));

    private static IEnumerable<Observation> Entropy(View<JpegCoefficients> view)
    {
        if (!view.TryGet(out var coefficients, out var fault))
        {
            yield return new("jpeg.image-data-unread", Weight.Note, $"The image data was not read: {fault.Message}", "", null);
            yield break;
        }
        if (coefficients.DamagedAtOffset is { } offset)
            yield return new("jpeg.image-data-damaged", Weight.Anomaly, $"The image data breaks off or breaks its code at {offset}.", "A broken transfer or a failing memory card.", offset);
        if (coefficients.SurplusEntropyBytes > RoundingBytes)
            yield return new("jpeg.image-data-surplus", Weight.Anomaly,
                $"The header declares {coefficients.Frame.Width} × {coefficients.Frame.Height} pixels, and {coefficients.SurplusEntropyBytes:N0} bytes of image data are left after them: the height may have been lowered to hide lines.",
                "An encoder that reserves space and does not fill it.", null);
    }

    private static Observation Trailing(Specimen specimen, JpegFacts facts, Claims claims, ContainerNode node)
    {
        var what = $"{node.Length:N0} bytes from {node.Offset}";
        switch (node.Type)
        {
            case "Padding":
                return new("jpeg.trailing-padding", Weight.Note, $"After the image: {what}, all {node["Byte"]}.", "Cameras and recovery programs fill up blocks.", node.Offset);
            case "Image":
                var isDeclared = facts.Application("APP2", "MPF").Any() || Mentions(claims, "GContainer") || Mentions(claims, "Container:Directory");
                return new("jpeg.trailing-image", isDeclared ? Weight.Note : Weight.Anomaly,
                    $"After the image: another JPEG, {what}; the file {(isDeclared ? "declares" : "does not declare")} further images.", "Previews, depth and gain maps are stored this way.", node.Offset);
            case "Video":
                var isMotion = Mentions(claims, "MotionPhoto") || Mentions(claims, "MicroVideo");
                return new("jpeg.trailing-video", isMotion ? Weight.Note : Weight.Anomaly,
                    $"After the image: a video, {what}; the metadata {(isMotion ? "declares" : "does not declare")} a motion photo.", "Telephones store motion photos this way, older ones without saying so.", node.Offset);
            default:
                // Samsung telephones end their own trailer with this word.
                var isVendors = specimen.Bytes.Slice(node.Offset + node.Length - 4, 4).AsSpan().SequenceEqual("SEFT"u8);
                return new("jpeg.trailing-bytes", isVendors ? Weight.Note : Weight.Anomaly, $"After the image: {what} of no known kind, beginning “{node["Begins"]}”{(IsRecovered(specimen) ? "; the file ends on a block of 512 bytes, as files recovered from a memory card do" : "")}.",
                    "Telephones and programs append data of their own; hidden files are appended too.", node.Offset);
        }
    }

    // 512 bytes is the sector of memory cards; a camera's own file ends where its data ends.
    private static bool IsRecovered(Specimen specimen) => specimen.Bytes.Length % 512 == 0;

    private static bool Mentions(Claims claims, string word) => claims.Xmp?.Contains(word, StringComparison.Ordinal) == true;
}
