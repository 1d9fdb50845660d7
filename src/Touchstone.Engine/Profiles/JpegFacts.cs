using Touchstone.Media.Containers;

namespace Touchstone.Engine.Profiles;

/// <summary>What the structure of a JPEG says about the program that wrote it.</summary>
internal sealed record JpegFacts
{
    // Longer orders than any encoder writes are cut, so that a hostile file cannot fill the report.
    private const int MostRuns = 48;

    /// <summary>Segments of the first image, SOI to EOI.</summary>
    internal required IReadOnlyList<ContainerNode> Segments { get; init; }

    /// <summary>What follows the first EOI.</summary>
    internal required IReadOnlyList<ContainerNode> Trailing { get; init; }

    /// <summary>The frame header.</summary>
    internal required ContainerNode Frame { get; init; }

    /// <summary>Steps of the first component, natural order, or null where the file defines none.</summary>
    internal required ushort[]? Luma { get; init; }

    /// <summary>Steps of the second component, or null.</summary>
    internal required ushort[]? Chroma { get; init; }

    internal bool IsProgressive => Frame.Type is "SOF2";

    internal int ComponentCount => int.TryParse(Frame["Components"], out var count) ? count : 0;

    internal string Sampling => Frame["Sampling"] ?? "";

    /// <summary>4:2:0 and so on where the sampling has such a name.</summary>
    internal string SamplingName => Sampling switch
    {
        "1x1,1x1,1x1" => "4:4:4",
        "2x1,1x1,1x1" => "4:2:2",
        "2x2,1x1,1x1" => "4:2:0",
        "1x2,1x1,1x1" => "4:4:0",
        "4x1,1x1,1x1" => "4:1:1",
        _ when ComponentCount == 1 => "grey",
        _ => Sampling,
    };

    /// <summary>Null without DHT (example tables meant), else whether all tables are the example tables.</summary>
    internal bool? HasStandardHuffman
    {
        get
        {
            var tables = Segments.Where(n => n.Type == "DHT").SelectMany(n => n.Fields).ToList();
            return tables.Count == 0 ? null : tables.TrueForAll(f => f.Value.EndsWith("standard", StringComparison.Ordinal));
        }
    }

    /// <summary>Marker order up to the first scan, repeats counted, application segments with their identifier: Gloe's first structural feature.</summary>
    internal string MarkerOrder
    {
        get
        {
            var names = Segments.TakeWhile(n => n.Type != "ECS").Where(n => n.Type != "SOI")
                .Select(n => n["Identifier"] is { Length: > 0 } identifier ? $"{n.Type}:{Short(identifier)}" : n.Type);
            var runs = new List<(string Name, int Count)>();
            foreach (var name in names)
            {
                if (runs.Count > MostRuns) break;
                if (runs.Count > 0 && runs[^1].Name == name) runs[^1] = (name, runs[^1].Count + 1);
                else runs.Add((name, 1));
            }
            return string.Join(' ', runs.Take(MostRuns).Select(r => r.Count == 1 ? r.Name : $"{r.Name}×{r.Count}")) + (runs.Count > MostRuns ? " …" : "");
        }
    }

    /// <summary>One table a DQT and DHT segment, DQT before SOF before DHT: how the Independent JPEG Group's library lays a file out.</summary>
    internal bool HasLibraryLayout
    {
        get
        {
            var types = Segments.TakeWhile(n => n.Type != "SOS").Where(n => n.Type is "DQT" or "DHT" || n == Frame).ToList();
            var frame = types.IndexOf(Frame);
            return frame > 0 && types.Take(frame).All(n => n.Type == "DQT") && types.Skip(frame + 1).All(n => n.Type == "DHT")
                && types.Where(n => n != Frame).All(n => n.Fields.Count == 1);
        }
    }

    internal IEnumerable<ContainerNode> Application(string type, string identifier) =>
        Segments.Where(n => n.Type == type && n["Identifier"] is { } found && found.StartsWith(identifier, StringComparison.Ordinal));

    /// <summary>FNV-1a (64 bit) over the low and high byte of each step in natural order, luminance then chrominance.</summary>
    internal static string Fingerprint(ushort[] luma, ushort[]? chroma = null)
    {
        var hash = 14695981039346656037UL;
        foreach (var step in luma.Concat(chroma ?? []))
        {
            hash = (hash ^ (byte)step) * 1099511628211UL;
            hash = (hash ^ (byte)(step >> 8)) * 1099511628211UL;
        }
        return $"{hash:x16}";
    }

    /// <summary>The facts, or null where there is no frame header.</summary>
    internal static JpegFacts? Of(ContainerTree tree)
    {
        var end = tree.Roots.TakeWhile(n => n.Type is not ("EOI" or "Image" or "Video" or "Padding" or "Trailer")).Count();
        if (end < tree.Roots.Count && tree.Roots[end].Type == "EOI") end++;
        var segments = tree.Roots.Take(end).ToList();
        if (segments.Find(n => n.Type.StartsWith("SOF", StringComparison.Ordinal)) is not { } frame) return null;
        var slots = frame.Fields.Where(f => f.Name.StartsWith("Component ", StringComparison.Ordinal)).Select(f => f.Value[(f.Value.LastIndexOf(' ') + 1)..]).ToList();
        return new JpegFacts
        {
            Segments = segments,
            Trailing = [.. tree.Roots.Skip(end)],
            Frame = frame,
            Luma = slots.Count > 0 ? Table(segments, slots[0]) : null,
            Chroma = slots.Count > 1 ? Table(segments, slots[1]) : null,
        };
    }

    // The last definition before the first scan is in force; a row is slot, bits, 64 steps.
    private static ushort[]? Table(List<ContainerNode> segments, string slot) => segments
        .TakeWhile(n => n.Type != "SOS")
        .SelectMany(n => n.Type == "DQT" && n.Table is { } table ? table.Rows : [])
        .LastOrDefault(row => $"{row[0]}" == slot)?.Skip(2).Select(s => (ushort)s).ToArray();

    private static string Short(string identifier) => identifier switch
    {
        "http://ns.adobe.com/xap/1.0/" => "XMP",
        "http://ns.adobe.com/xmp/extension/" => "XMPext",
        "ICC_PROFILE" => "ICC",
        "Photoshop 3.0" => "Photoshop",
        _ => identifier.Length > 24 ? identifier[..24] : identifier,
    };
}
