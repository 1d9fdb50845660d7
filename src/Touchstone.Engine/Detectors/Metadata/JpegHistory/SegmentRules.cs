using System.Globalization;
using System.Text.RegularExpressions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>Rules on marker order and application segments (Gloe 2012: the order and the optional segments betray the writer).</summary>
internal static partial class SegmentRules
{
    // Adobe Photoshop File Formats Specification, image resource 1030: "JPEG quality. Private." Only a save by Photoshop writes it.
    private const string PhotoshopQuality = "0406";

    // A hostile file may hold thousands of a kind; the container shows them all.
    private const int MostOfAKind = 8;

    internal static IEnumerable<Observation> Of(JpegFacts facts, TableFamily? family, Claims claims) =>
        [.. Layout(facts, claims), .. Duplicates(facts), .. Residue(facts, claims), .. Comments(facts, family)];

    private static IEnumerable<Observation> Layout(JpegFacts facts, Claims claims)
    {
        yield return new("jpeg.order", Weight.Note,
            $"Marker order: {facts.MarkerOrder}. The layout is {(facts.HasLibraryLayout ? "" : "not ")}that of the Independent JPEG Group's library.", "", 0);
        var huffman = facts.HasStandardHuffman switch { null => "not stored, the example tables are meant", true => "the example tables", false => "made for this image" };
        yield return new("jpeg.coding", Weight.Note, $"{facts.Frame.Type} ({(facts.IsProgressive ? "progressive" : "sequential")}); Huffman tables: {huffman}.", "", facts.Frame.Offset);
        if (facts.IsProgressive && claims.IsCamera)
            yield return new("jpeg.progressive-camera", Weight.Anomaly, $"The file names the camera {claims.Camera}, and is stored progressively; cameras store sequentially.",
                "A web service, messenger or program saved the photograph again and kept its metadata.", facts.Frame.Offset);
        if (facts.Application("APP0", "JFIF").FirstOrDefault() is { } jfif && facts.Application("APP1", "Exif").FirstOrDefault() is { } exif)
            yield return new("jpeg.jfif-and-exif", Weight.Note, $"JFIF at {jfif.Offset} and Exif at {exif.Offset}: each standard asks to be the first segment.",
                "Programs and many telephones write both.", exif.Offset);
        if (facts.Application("APP11", "JP").Any(n => n["Box"] == "jumb"))
            yield return new("jpeg.jumbf", Weight.Note, "The file carries a JUMBF box, as content credentials do; what they state is another question.", "", null);
    }

    private static IEnumerable<Observation> Duplicates(JpegFacts facts)
    {
        (string Type, string Identifier)[] single = [("APP0", "JFIF"), ("APP1", "Exif"), ("APP1", "http://ns.adobe.com/xap/1.0/"), ("APP14", "Adobe")];
        foreach (var (type, identifier) in single)
        {
            var found = facts.Application(type, identifier).ToList();
            if (found.Count > 1)
                yield return new("jpeg.duplicate-segment", Weight.Anomaly, $"{found.Count} {type} segments of {identifier}, at {string.Join(" and ", found.Take(4).Select(n => n.Offset))}; one is allowed.",
                    "A program added its own segment and left the old one.", found[1].Offset);
        }
        if (facts.Segments.Count(n => n.Type == "SOI") is var starts and > 1)
            yield return new("jpeg.second-start", Weight.Anomaly, $"{starts} SOI markers before the first EOI; one is allowed.", "A transfer joined two files or lost a part.", facts.Segments.Where(n => n.Type == "SOI").ElementAt(1).Offset);
    }

    private static IEnumerable<Observation> Residue(JpegFacts facts, Claims claims)
    {
        foreach (var node in facts.Application("APP13", "Photoshop").Take(MostOfAKind))
        {
            var resources = (node["Resources"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
            if (!resources.Contains(PhotoshopQuality))
                yield return new("jpeg.image-resources", Weight.Note, $"Image resources in the Photoshop format: {string.Join(", ", resources)}.", "Captioning programs and some cameras store IPTC text this way (0404).", node.Offset);
            else if (claims.IsCamera && !claims.NamesAdobe)
                yield return new("jpeg.photoshop-unnamed", Weight.Anomaly,
                    $"Image resource {PhotoshopQuality} is written when Adobe Photoshop saves a JPEG; the metadata names the camera {claims.Camera} and the software {claims.Software ?? "not at all"}.",
                    "A program after Photoshop rewrote the software tag.", node.Offset);
            else
                yield return new("jpeg.photoshop", Weight.Note, $"Image resource {PhotoshopQuality} is written when Adobe Photoshop saves a JPEG.", "", node.Offset);
        }
        foreach (var node in facts.Application("APP12", "Ducky").Take(MostOfAKind))
            yield return new("jpeg.save-for-web", Weight.Note, $"A Ducky segment, as Adobe's save-for-web writes it, quality {node["Quality"] ?? "not given"}.", "", node.Offset);
        foreach (var node in facts.Application("APP14", "Adobe").Take(MostOfAKind))
        {
            var transform = node["Transform"];
            yield return new("jpeg.adobe", Weight.Note, $"An Adobe segment, version {node["Version"]}, colour transform {transform}.", "Many programs besides Adobe's write it, and some cameras.", node.Offset);
            if (transform == "0" && facts.ComponentCount == 3 && facts.Application("APP0", "JFIF").FirstOrDefault() is { } jfif)
                yield return new("jpeg.colour-statements", Weight.Anomaly, $"The Adobe segment says the components are RGB (transform 0); JFIF at {jfif.Offset} says they are YCbCr.",
                    "A program that rewrote the header kept the old segment.", node.Offset);
        }
    }

    private static IEnumerable<Observation> Comments(JpegFacts facts, TableFamily? family)
    {
        foreach (var node in facts.Segments.Where(n => n.Type == "COM").Take(MostOfAKind))
        {
            var text = node["Text"] ?? "";
            yield return new("jpeg.comment", Weight.Note, $"Comment: “{text}”.", "", node.Offset);
            if (family is not { Kind: TableKind.ExactOneQuality } || StatedQuality().Match(text) is not { Success: true } match) continue;
            var stated = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (stated != family.Luminance.Quality)
                yield return new("jpeg.comment-quality", Weight.Anomaly, $"The comment states quality {stated}; the tables are exactly those of quality {family.Luminance.Quality}.",
                    "A later program saved the file again and kept the comment.", node.Offset);
        }
    }

    // "quality = 90" is how the gd library signs its files.
    [GeneratedRegex(@"quality ?= ?(\d{1,3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex StatedQuality();
}
