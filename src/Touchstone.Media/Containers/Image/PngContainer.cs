using System.Text;

namespace Touchstone.Media.Containers.Image;

/// <summary>PNG chunks (ISO/IEC 15948:2004 chapters 5 and 11, PNG third edition): length u32, type, data, CRC u32.</summary>
internal static class PngContainer
{
    private const int SignatureBytes = 8;
    private const int PieceBytes = 64 * 1024;

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        List<ContainerNode> chunks = [];
        long at = SignatureBytes;
        var ended = false;
        while (at < tree.Length && tree.MayAdd(at, 0))
        {
            var reader = tree.Reader(at, tree.Length, bigEndian: true);
            var length = (long)reader.U32();
            var type = reader.FourCc();
            if (reader.Overrun || length > int.MaxValue || !IsType(type))
            {
                tree.Damaged(ended ? Codes.ContainerDamaged : Codes.ContainerTruncated, at, $"{tree.Length - at} bytes here are no chunk.");
                chunks.Add(new ContainerNode("(bytes)", at, tree.Length - at, 0));
                return chunks;
            }
            if (ended) tree.Damaged(Codes.ContainerDamaged, at, $"Chunk {type} follows IEND.");
            var end = at + 12 + length;
            if (end > tree.Length) tree.Damaged(Codes.ContainerTruncated, at, $"Chunk {type} declares {length} bytes; {Math.Max(0, tree.Length - at - 12)} are there.");
            chunks.Add(Chunk(tree, at, type, length));
            ended |= type == "IEND";
            at = Math.Min(end, tree.Length);
        }
        if (!ended) tree.Damaged(Codes.ContainerTruncated, tree.Length, "There is no IEND chunk.");
        if (chunks.Count == 0 || chunks[0].Type != "IHDR") tree.Damaged(Codes.ContainerDamaged, SignatureBytes, "The first chunk is not IHDR.");
        return chunks;
    }

    private static bool IsType(string type) => type.Length == 4 && type.All(char.IsAsciiLetter);

    private static ContainerNode Chunk(TreeBuilder tree, long at, string type, long length)
    {
        var data = tree.Reader(at + 8, at + 8 + length, bigEndian: true);
        switch (type)
        {
            case "IHDR":
                data.U32("width");
                data.U32("height");
                data.U8("bitDepth");
                data.U8("colourType");
                data.U8("compression");
                data.U8("filter");
                data.U8("interlace");
                break;
            case "tEXt" or "zTXt" or "iTXt":
                data.Add("keyword", Keyword(data), at + 8);
                break;
            case "iCCP":
                data.Add("profileName", Keyword(data), at + 8);
                break;
            case "pHYs":
                data.U32("pixelsPerUnitX");
                data.U32("pixelsPerUnitY");
                data.U8("unit");
                break;
            case "gAMA":
                data.U32("gamma");
                break;
            case "sRGB":
                data.U8("intent");
                break;
            case "cICP":
                data.U8("primaries");
                data.U8("transfer");
                data.U8("matrix");
                data.U8("fullRange");
                break;
            case "tIME":
                Time(data, at + 8);
                break;
            case "acTL":
                data.U32("frames");
                data.U32("plays");
                break;
            default:
                break;
        }
        CheckCrc(tree, at, type, length, data);
        return new ContainerNode(type, at, Math.Min(12 + length, tree.Length - at), 8) { Fields = data.Fields };
    }

    // A keyword is 1 to 79 Latin-1 bytes and a zero.
    private static string Keyword(PayloadReader data) => PayloadReader.Printable(data.Bytes((int)Math.Min(80, data.Remaining)), Encoding.Latin1);

    private static void Time(PayloadReader data, long at)
    {
        int year = data.U16(), month = data.U8(), day = data.U8(), hour = data.U8(), minute = data.U8(), second = data.U8();
        if (!data.Overrun) data.Add("time", $"{year:D4}:{month:D2}:{day:D2} {hour:D2}:{minute:D2}:{second:D2}", at);
    }

    private static void CheckCrc(TreeBuilder tree, long at, string type, long length, PayloadReader data)
    {
        var crcAt = at + 8 + length;
        if (crcAt + 4 > tree.Length || tree.Length > tree.Limits.MaximumImageBytes) return;
        var crc = Crc32.Start;
        var piece = new byte[(int)Math.Min(PieceBytes, length + 4)];
        for (var from = at + 4; from < crcAt;)
        {
            tree.CheckCancel();
            var read = tree.Window.Source.Read(from, piece.AsSpan(0, (int)Math.Min(piece.Length, crcAt - from)));
            if (read == 0) return;
            crc = Crc32.Append(crc, piece.AsSpan(0, read));
            from += read;
        }
        var stored = tree.Reader(crcAt, crcAt + 4, bigEndian: true).U32();
        if (stored == Crc32.Finish(crc)) return;
        data.Add("crc", $"{stored:X8} stored, {Crc32.Finish(crc):X8} computed", crcAt);
        tree.Damaged(Codes.ContainerDamaged, crcAt, $"The CRC of chunk {type} does not fit its data.");
    }
}
