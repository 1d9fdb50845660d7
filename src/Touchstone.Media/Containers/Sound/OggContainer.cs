namespace Touchstone.Media.Containers.Sound;

/// <summary>
/// Ogg pages (RFC 3533 section 6): "OggS", version, flags, granule i64, serial u32, sequence u32, CRC u32, segment count and sizes.
/// One node per logical stream, its pages as a table; the first packets give codec, vendor and comments.
/// </summary>
internal static class OggContainer
{
    private const int MaximumStreams = 64;
    private const int SearchBytes = 64 * 1024;

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        // In order of appearance; the dictionary only finds them.
        List<Stream> streams = [];
        Dictionary<uint, Stream> bySerial = [];
        long at = 0;
        while (at < tree.Length && tree.MayStep(at))
        {
            var reader = tree.Reader(at, tree.Length, bigEndian: false);
            if (reader.FourCc() != "OggS" || reader.Remaining < 23)
            {
                tree.Damaged(Codes.ContainerDamaged, at, "No page begins where the last one ends.");
                var next = NextPage(tree, at + 1);
                if (next < 0) break;
                at = next;
                continue;
            }
            at = Page(tree, reader, at, streams, bySerial);
        }
        return [.. streams.Select(s => s.Node())];
    }

    private static long Page(TreeBuilder tree, PayloadReader reader, long at, List<Stream> streams, Dictionary<uint, Stream> bySerial)
    {
        reader.U8();
        var flags = reader.U8();
        var granule = reader.I64();
        var serial = reader.U32();
        var sequence = reader.U32();
        reader.U32();
        var segments = reader.Bytes(reader.U8());
        var data = reader.Position;
        long end = data + segments.Sum(s => (long)s);
        if (end > tree.Length) tree.Damaged(Codes.ContainerTruncated, at, "The page is cut.");
        end = Math.Min(end, tree.Length);
        // Flag 2 begins a stream; a serial number may come again in a chained file.
        if (!bySerial.TryGetValue(serial, out var stream) || (flags & 2) != 0)
        {
            if (streams.Count >= MaximumStreams || !tree.MayAdd(at, 0)) return end;
            stream = new Stream(at, serial);
            streams.Add(stream);
            bySerial[serial] = stream;
        }
        stream.Add(tree, new OggPage(at, flags, granule, sequence, data, end, segments));
        return end;
    }

    private static long NextPage(TreeBuilder tree, long from)
    {
        var window = tree.Window.Source.Slice(from, SearchBytes);
        var found = window.AsSpan().IndexOf("OggS"u8);
        return found < 0 ? -1 : from + found;
    }

    private readonly record struct OggPage(long Offset, int Flags, long Granule, uint Sequence, long Data, long End, byte[] Segments);

    private sealed class Stream(long offset, uint serial)
    {
        private readonly List<ContainerField> _fields = [];
        private readonly List<long[]> _rows = [];
        private long _pages;
        private uint _expected;
        private long _end;

        internal void Add(TreeBuilder tree, OggPage page)
        {
            if (_pages > 0 && page.Sequence != _expected) tree.Damaged(Codes.ContainerDamaged, page.Offset, $"Page {page.Sequence} of stream {serial:X8} follows page {_expected - 1}.");
            _expected = page.Sequence + 1;
            if (_pages == 0) Codec(tree, page);
            if (_pages == 1) Comments(tree, page);
            _pages++;
            _end = page.End;
            if (tree.MayKeepRow(_rows.Count)) _rows.Add([page.Offset, page.Sequence, page.Granule, page.Flags, page.End - page.Offset]);
        }

        internal ContainerNode Node() => new("Stream", offset, _end - offset, 0)
        {
            Fields = [new ContainerField("serial", serial.ToString("X8"), offset + 14), .. _fields, new ContainerField("pages", _pages.ToString(), offset)],
            Table = new ContainerTable(["offset", "sequence", "granule", "flags", "size"], _rows, _pages),
        };

        // Identification headers: Vorbis I 4.2.2, RFC 7845 5.1, RFC 9639 10.1, Speex manual, Theora 6.2.
        private void Codec(TreeBuilder tree, OggPage page)
        {
            var head = tree.Window.Source.Slice(page.Data, 64).AsSpan();
            var reader = tree.Reader(page.Data, page.End, bigEndian: false);
            if (head.StartsWith("\x01vorbis"u8))
            {
                Name("Vorbis");
                reader.Skip(11);
                reader.U8("channels");
                reader.U32("sampleRate");
                reader.I32("maximumBitrate");
                reader.I32("nominalBitrate");
                reader.I32("minimumBitrate");
            }
            else if (head.StartsWith("OpusHead"u8))
            {
                Name("Opus");
                reader.Skip(9);
                reader.U8("channels");
                reader.U16("preSkip");
                reader.U32("inputSampleRate");
                reader.I16("outputGain");
            }
            else if (head.Length > 5 && head[0] == 0x7F && head[1..5].SequenceEqual("FLAC"u8)) Name("FLAC");
            else if (head.StartsWith("Speex   "u8)) Name("Speex");
            else if (head.Length > 6 && head[0] == 0x80 && head[1..7].SequenceEqual("theora"u8)) Name("Theora");
            else if (head.StartsWith("fishead\0"u8)) Name("Skeleton");
            else Name("unknown");
            _fields.AddRange(reader.Fields);

            void Name(string codec) => reader.Add("codec", codec, page.Data);
        }

        private void Comments(TreeBuilder tree, OggPage page)
        {
            var head = tree.Window.Source.Slice(page.Data, 16).AsSpan();
            var skip = head.StartsWith("\x03vorbis"u8) ? 7 : head.StartsWith("OpusTags"u8) ? 8 : head.Length > 7 && head[0] == 0x81 && head[1..7].SequenceEqual("theora"u8) ? 7 : 0;
            if (skip == 0) return;
            var reader = tree.Reader(page.Data + skip, page.End, bigEndian: false);
            VorbisComment.Read(reader);
            _fields.AddRange(reader.Fields);
        }
    }
}
