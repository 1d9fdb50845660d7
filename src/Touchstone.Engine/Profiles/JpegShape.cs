using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Profiles;

/// <summary>How a JPEG is written: order, tables, sampling, header fields, what follows the image.</summary>
internal static class JpegShape
{
    internal static IEnumerable<FileProperty> Of(ContainerTree tree)
    {
        if (JpegFacts.Of(tree) is not { } facts) yield break;
        yield return new("size", $"{facts.Frame["Width"]}×{facts.Frame["Height"]}");
        foreach (var property in Coding(facts)) yield return property;
        yield return new("marker order", facts.MarkerOrder, IsList: true);
        yield return new("restart interval", facts.Segments.FirstOrDefault(n => n.Type == "DRI")?["Interval"] ?? FileShape.None);
        yield return new("JFIF header", Fields(facts.Application("APP0", "JFIF").FirstOrDefault(), "Version", "Units", "Density"));
        yield return new("Adobe header", Fields(facts.Application("APP14", "Adobe").FirstOrDefault(), "Version", "Transform"));
        yield return new("Photoshop resources", (facts.Application("APP13", "Photoshop").FirstOrDefault()?["Resources"] ?? FileShape.None).Replace(',', ' '), IsList: true);
        yield return new("after the image", facts.Trailing.Count == 0 ? FileShape.None : string.Join(' ', facts.Trailing.Take(16).Select(n => n.Type)), IsList: true);
    }

    /// <summary>What a stored preview shares with a picture: size, coding, order.</summary>
    internal static string? Preview(ContainerTree tree, string what) => JpegFacts.Of(tree) is not { } facts ? null : what switch
    {
        "size" => $"{facts.Frame["Width"]}×{facts.Frame["Height"]}",
        "order" => facts.MarkerOrder,
        _ => string.Join("; ", Coding(facts).Select(p => p.Value)),
    };

    private static IEnumerable<FileProperty> Coding(JpegFacts facts)
    {
        yield return new("frame", $"{facts.Frame.Type}, {facts.ComponentCount} × {facts.Frame["Precision"]} bit");
        yield return new("colour sampling", facts.SamplingName);
        yield return new("luma table", Table(facts.Luma, JpegTables.FitLuminance));
        yield return new("chroma table", Table(facts.Chroma, JpegTables.FitChrominance));
        yield return new("tables per segment", string.Join(' ', facts.Segments.TakeWhile(n => n.Type != "SOS").Where(n => n.Type is "DQT" or "DHT").Select(n => $"{n.Type}:{n.Fields.Count}")), IsList: true);
        yield return new("Huffman tables", facts.HasStandardHuffman switch { null => FileShape.None, true => "examples of the standard", false => "own" });
    }

    private delegate QualityFit Fit(ReadOnlySpan<ushort> table);

    private static string Table(ushort[]? steps, Fit fit)
    {
        if (steps is null) return FileShape.None;
        var nearest = fit(steps);
        return $"{JpegFacts.Fingerprint(steps)} ({(nearest.IsExact ? "exactly" : "near")} Annex K at quality {nearest.Quality})";
    }

    private static string Fields(ContainerNode? node, params string[] names) =>
        node is null ? FileShape.None : string.Join(", ", names.Select(n => $"{n} {node[n] ?? FileShape.None}"));
}
