namespace Touchstone.Media.Containers.Sound;

/// <summary>FLAC metadata blocks (RFC 9639 section 8): last flag and type u8, length u24, data; then the frames, which are not walked.</summary>
internal static class FlacContainer
{
    private static readonly string[] _types = ["STREAMINFO", "PADDING", "APPLICATION", "SEEKTABLE", "VORBIS_COMMENT", "CUESHEET", "PICTURE"];

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        List<ContainerNode> roots = [];
        var start = Id3Tags.ReadLeading(tree, roots);
        if (tree.Reader(start, tree.Length, true).FourCc() != "fLaC") tree.Damaged(Codes.ContainerDamaged, start, "The stream marker is missing.");
        var at = start + 4;
        var last = false;
        while (!last && at < tree.Length && tree.MayAdd(at, 0))
        {
            var reader = tree.Reader(at, tree.Length, bigEndian: true);
            var head = reader.U8();
            var length = reader.U24();
            last = (head & 0x80) != 0;
            var type = (head & 0x7F) < _types.Length ? _types[head & 0x7F] : $"Block {head & 0x7F}";
            var present = Math.Min(length, tree.Length - at - 4);
            if (present < length)
            {
                tree.Damaged(Codes.ContainerTruncated, at, $"Block {type} declares {length} bytes; {Math.Max(0, present)} are there.");
                if (present < 0) return roots;
            }
            roots.Add(Block(tree, type, at, present));
            at += 4 + present;
        }
        if (at >= tree.Length) tree.Damaged(Codes.ContainerTruncated, tree.Length, "There are no frames.");
        else roots.Add(Frames(tree, at));
        return roots;
    }

    private static ContainerNode Block(TreeBuilder tree, string type, long at, long length)
    {
        var little = type == "VORBIS_COMMENT";
        var reader = tree.Reader(at + 4, at + 4 + length, bigEndian: !little);
        ContainerTable? table = null;
        switch (type)
        {
            case "STREAMINFO": StreamInfo(reader); break;
            case "VORBIS_COMMENT": VorbisComment.Read(reader); break;
            case "APPLICATION": reader.FourCc("id"); break;
            case "SEEKTABLE": table = SeekTable(tree, reader); break;
            case "PICTURE":
                reader.U32("pictureType");
                reader.Text(reader.U32(), "mediaType");
                break;
            default: break;
        }
        return new ContainerNode(type, at, 4 + length, 4) { Fields = reader.Fields, Table = table };
    }

    // Block sizes u16 twice, frame sizes u24 twice, rate 20 bits, channels 3, bits 5, samples 36, MD5.
    private static void StreamInfo(PayloadReader reader)
    {
        reader.U16("minimumBlock");
        reader.U16("maximumBlock");
        reader.U24("minimumFrame");
        reader.U24("maximumFrame");
        var at = reader.Position;
        var bits = reader.U64();
        reader.Add("sampleRate", (bits >> 44).ToString(), at);
        reader.Add("channels", (((bits >> 41) & 7) + 1).ToString(), at);
        reader.Add("bitsPerSample", (((bits >> 36) & 31) + 1).ToString(), at);
        reader.Add("samples", (bits & 0xFFFFFFFFF).ToString(), at);
        at = reader.Position;
        reader.Add("md5", Convert.ToHexStringLower(reader.Bytes(16)), at);
    }

    private static ContainerTable SeekTable(TreeBuilder tree, PayloadReader reader)
    {
        var total = reader.Remaining / 18;
        var rows = new long[tree.MayKeepRows(total)][];
        for (var i = 0; i < rows.Length; i++) rows[i] = [(long)reader.U64(), (long)reader.U64(), reader.U16()];
        return new ContainerTable(["sample", "offset", "samples"], rows, total);
    }

    private static ContainerNode Frames(TreeBuilder tree, long at)
    {
        var reader = tree.Reader(at, tree.Length, bigEndian: true);
        if ((reader.U16() & 0xFFFC) != 0xFFF8) tree.Damaged(Codes.ContainerDamaged, at, "The first frame does not begin with its sync code.");
        return new ContainerNode("Frames", at, tree.Length - at, 0);
    }
}
