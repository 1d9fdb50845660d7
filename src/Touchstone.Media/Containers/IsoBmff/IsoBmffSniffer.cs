using System.Buffers.Binary;

namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Tells the kinds of ISO base media files (ISO/IEC 14496-12) apart: still, sound, video, QuickTime.</summary>
internal static class IsoBmffSniffer
{
    // A file made by a real muxer has a dozen boxes down to the handlers of its tracks; hostile ones are cut here.
    private const int MaximumBoxes = 4096;

    private static readonly string[] _heicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];
    private static readonly string[] _heifBrands = ["mif1", "mif2", "msf1", "miaf", "1pic"];
    private static readonly string[] _avifBrands = ["avif", "avis"];
    private static readonly string[] _soundBrands = ["M4A ", "M4B ", "M4P ", "F4A ", "F4B "];

    /// <summary>True when the first box is one that begins a file of this family.</summary>
    internal static bool LooksLikeBoxes(ReadOnlySpan<byte> head, long fileLength)
    {
        if (head.Length < 8) return false;
        var size = BinaryPrimitives.ReadUInt32BigEndian(head);
        var type = head.Slice(4, 4);
        if (type.SequenceEqual("ftyp"u8) || type.SequenceEqual("styp"u8)) return size is >= 8 or 0 or 1;
        // QuickTime before 2001 has no ftyp. These names at this place are weak, so the size must fit the file.
        var starts = type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8) || type.SequenceEqual("pnot"u8)
            || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8) || type.SequenceEqual("moof"u8) || type.SequenceEqual("sidx"u8);
        return starts && (size is 0 or 1 || (size >= 8 && size <= fileLength));
    }

    internal static MediaFormat Sniff(ByteSource source)
    {
        var first = source.Slice(4, 4);
        if (first.AsSpan().SequenceEqual("styp"u8) || first.AsSpan().SequenceEqual("moof"u8) || first.AsSpan().SequenceEqual("sidx"u8)) return MediaFormat.Mp4;
        var brands = Brands(source);
        if (brands.Count > 0 && Still(brands) is { } still) return still;
        var tracks = Tracks(source);
        var enabled = tracks.Where(t => t.Enabled).ToList();
        // Chapter pictures of an audio book lie in a disabled track; where no track is enabled, players take them all.
        var shown = enabled.Count > 0 ? enabled : tracks;
        if (shown.Count > 0 && shown.Any(t => t.Handler == "soun") && shown.All(t => t.Handler != "vide")) return MediaFormat.M4a;
        if (shown.Count == 0 && brands.Count > 0 && _soundBrands.Contains(brands[0])) return MediaFormat.M4a;
        return brands.Count == 0 || brands[0] == "qt  " ? MediaFormat.Mov : MediaFormat.Mp4;
    }

    // The major brand decides; a generic image brand leaves it to the compatible ones.
    private static MediaFormat? Still(List<string> brands)
    {
        if (_avifBrands.Contains(brands[0])) return MediaFormat.Avif;
        if (_heicBrands.Contains(brands[0])) return MediaFormat.Heic;
        if (brands[0] == "crx ") return MediaFormat.Cr3;
        if (!_heifBrands.Contains(brands[0])) return null;
        return brands.Exists(b => _avifBrands.Contains(b)) ? MediaFormat.Avif : MediaFormat.Heic;
    }

    // ftyp: size u32, "ftyp", major brand, minor version u32, compatible brands.
    private static List<string> Brands(ByteSource source)
    {
        var head = source.Slice(0, 256).AsSpan();
        if (head.Length < 12 || !head.Slice(4, 4).SequenceEqual("ftyp"u8)) return [];
        var end = (int)Math.Min(head.Length, BinaryPrimitives.ReadUInt32BigEndian(head));
        List<string> brands = [Text(head.Slice(8, 4))];
        for (var at = 16; at + 4 <= end; at += 4) brands.Add(Text(head.Slice(at, 4)));
        return brands;
    }

    private static List<(string Handler, bool Enabled)> Tracks(ByteSource source)
    {
        List<(string, bool)> tracks = [];
        var budget = MaximumBoxes;
        foreach (var moov in Boxes(source, 0, source.Length, () => budget--))
        {
            if (moov.Type != "moov") continue;
            foreach (var track in Boxes(source, moov.Payload, moov.End, () => budget--))
                if (track.Type == "trak") tracks.Add(Track(source, track, () => budget--));
            break;
        }
        return tracks;
    }

    private static (string Handler, bool Enabled) Track(ByteSource source, (string Type, long Payload, long End) track, Func<int> spend)
    {
        var handler = "";
        var enabled = true;
        foreach (var box in Boxes(source, track.Payload, track.End, spend))
        {
            // tkhd: version u8, flags u24; bit 0 = enabled. hdlr: version+flags u32, pre_defined u32, handler_type.
            if (box.Type == "tkhd") enabled = source.Slice(box.Payload + 3, 1) is [var flags] && (flags & 1) != 0;
            if (box.Type != "mdia") continue;
            foreach (var inner in Boxes(source, box.Payload, box.End, spend))
                if (inner.Type == "hdlr") handler = Text(source.Slice(inner.Payload + 8, 4));
        }
        return (handler, enabled);
    }

    private static IEnumerable<(string Type, long Payload, long End)> Boxes(ByteSource source, long start, long end, Func<int> spend)
    {
        for (var at = start; at + 8 <= end && spend() > 0;)
        {
            var head = source.Slice(at, 16);
            if (head.Length < 8) yield break;
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var headerLength = 8;
            if (size == 1)
            {
                if (head.Length < 16) yield break;
                var large = BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(8));
                size = (long)Math.Min(large, long.MaxValue);
                headerLength = 16;
            }
            if (size == 0) size = end - at;
            if (size < headerLength) yield break;
            var boxEnd = at > end - size ? end : at + size;
            yield return (Text(head.AsSpan(4, 4)), at + headerLength, boxEnd);
            at = boxEnd;
        }
    }

    private static string Text(ReadOnlySpan<byte> fourCharacters) => System.Text.Encoding.Latin1.GetString(fourCharacters);
}
