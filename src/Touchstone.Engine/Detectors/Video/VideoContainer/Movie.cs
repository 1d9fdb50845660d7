using System.Globalization;
using Touchstone.Media.Containers;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>What an ISO base media or QuickTime file says about itself (ISO/IEC 14496-12), as far as the rules ask.</summary>
internal sealed record Movie(ContainerTree Tree, long Timescale, long Duration, ContainerNode? Header, IReadOnlyList<Track> Tracks, IReadOnlyList<(string Key, string Value, long Offset)> Texts, bool Fragmented)
{
    internal double DurationSeconds => Timescale > 0 ? (double)Duration / Timescale : 0;

    internal static Movie? Of(ContainerTree tree)
    {
        if (tree.Roots.FirstOrDefault(n => n.Type == "moov") is not { } moov) return null;
        var header = moov.Children.FirstOrDefault(n => n.Type == "mvhd");
        Track[] tracks = [.. moov.Children.Where(n => n.Type == "trak").Select(Track.Of).OfType<Track>()];
        var fragmented = moov.Children.Any(n => n.Type == "mvex") || tree.Roots.Any(n => n.Type == "moof");
        return new Movie(tree, Number(header, "timescale"), Number(header, "duration"), header, tracks, TextsOf(tree), fragmented);
    }

    /// <summary>The first text whose key is one of the names, or null.</summary>
    internal (string Key, string Value, long Offset)? Text(params string[] keys)
    {
        foreach (var text in Texts)
        {
            if (keys.Contains(text.Key, StringComparer.OrdinalIgnoreCase)) return text;
        }
        return null;
    }

    internal static long Number(ContainerNode? node, string field) =>
        long.TryParse(node?[field], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    // User data hold "text", metadata items "value"; handlers and sample entries name their maker, and encoders sign the first sample.
    private static List<(string, string, long)> TextsOf(ContainerTree tree)
    {
        List<(string, string, long)> texts = [];
        foreach (var node in tree.All)
        {
            foreach (var field in node.Fields)
            {
                var key = (node.Type, field.Name) switch
                {
                    ("hdlr", "name") => "handler",
                    (_, "compressorName") => "compressor",
                    (_, "encoderText") => "encoderText",
                    (_, "text" or "value") when node.Type is not ("data" or "mean" or "name") => node.Type,
                    _ => null,
                };
                if (key is not null && field.Value.Length > 0) texts.Add((key, field.Value, field.Offset));
            }
        }
        return texts;
    }
}

/// <summary>One track: times, sizes and edits.</summary>
internal sealed record Track(ContainerNode Node, long Id, string Handler, long HeaderDuration, ContainerNode? MediaHeader, long Timescale, long MediaDuration, IReadOnlyList<long[]> Edits, ContainerNode? SampleTable)
{
    internal ContainerTable? Durations => Table("stts");

    internal ContainerTable? SyncSamples => Table("stss");

    internal string Name => Handler switch { "vide" => "video track", "soun" => "sound track", _ => $"{Handler} track" } + " " + Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Samples whose sizes the file lists.</summary>
    internal long SizedSamples => SampleTable?.Children.FirstOrDefault(n => n.Type == "stsz") is { } sizes ? sizes.Table?.TotalRows ?? Movie.Number(sizes, "samples") : -1;

    /// <summary>Sample descriptions: more than one means parts with different encodings.</summary>
    internal int Descriptions => SampleTable?.Children.FirstOrDefault(n => n.Type == "stsd")?.Children.Count ?? 0;

    /// <summary>The earliest composition offset: what an honest edit list skips where pictures are reordered.</summary>
    internal long FirstOffset => Table("ctts") is { Rows: [{ Length: >= 2 } first, ..] } ? first[1] : 0;

    internal static Track? Of(ContainerNode node)
    {
        var header = node.Children.FirstOrDefault(n => n.Type == "tkhd");
        var media = node.Children.FirstOrDefault(n => n.Type == "mdia");
        if (media is null) return null;
        var mediaHeader = media.Children.FirstOrDefault(n => n.Type == "mdhd");
        var handler = media.Children.FirstOrDefault(n => n.Type == "hdlr")?["handlerType"] ?? "";
        var edits = node.SelfAndDescendants().FirstOrDefault(n => n.Type == "elst")?.Table?.Rows.Where(r => r.Length >= 2).ToArray() ?? [];
        return new Track(node, Movie.Number(header, "trackId"), handler, Movie.Number(header, "duration"), mediaHeader,
            Movie.Number(mediaHeader, "timescale"), Movie.Number(mediaHeader, "duration"), edits, media.SelfAndDescendants().FirstOrDefault(n => n.Type == "stbl"));
    }

    internal double Seconds(long units) => Timescale > 0 ? (double)units / Timescale : 0;

    private ContainerTable? Table(string type) => SampleTable?.Children.FirstOrDefault(n => n.Type == type)?.Table;
}
