using System.Text;

namespace Touchstone.Media.Containers.Riff;

/// <summary>The fields of the chunks that say something about origin and structure.</summary>
internal static class RiffChunks
{
    internal static ContainerTable? Read(TreeBuilder tree, string id, string list, PayloadReader reader)
    {
        switch (id)
        {
            case "VP8X": ExtendedWebP(reader); break;
            case "VP8 ": LossyWebP(reader); break;
            case "VP8L": LosslessWebP(reader); break;
            case "ANIM": reader.U32("background"); reader.U16("loops"); break;
            case "fmt ": WaveFormat(reader, ""); break;
            case "fact": reader.U32("samples"); break;
            case "bext": Broadcast(reader); break;
            case "avih": AviHeader(reader); break;
            case "strh": StreamHeader(reader); break;
            case "strf": StreamFormat(reader); break;
            case "strn" or "ISFT" or "IDIT": reader.Text(reader.Remaining, "text"); break;
            case "idx1": return Index(tree, reader);
            default:
                if (list == "INFO") reader.Text(reader.Remaining, "text", Encoding.UTF8);
                break;
        }
        return null;
    }

    /// <summary>Chunks of a movi list as one table: stream number, kind, offset, size.</summary>
    internal static ContainerTable Movie(TreeBuilder tree, PayloadReader reader, bool big)
    {
        List<long[]> rows = [];
        long total = 0;
        for (var at = reader.Position; at + 8 <= reader.End && tree.MayStep(at); total++)
        {
            var chunk = tree.Reader(at, reader.End, big);
            var id = chunk.FourCc();
            long size = chunk.U32();
            // A rec list groups chunks: its header is stepped over and its chunks are counted as the movie's.
            var step = id == "LIST" ? 12 : 8 + size + (size & 1);
            if (id.Length == 4 && tree.MayKeepRow(rows.Count)) rows.Add([Stream(id), id[2] << 8 | id[3], at, size]);
            at += step;
        }
        reader.Add("chunks", total.ToString(), reader.Position);
        return new ContainerTable(["stream", "kind", "offset", "size"], rows, total);
    }

    private static long Stream(string id) => char.IsAsciiDigit(id[0]) && char.IsAsciiDigit(id[1]) ? ((id[0] - '0') * 10) + id[1] - '0' : -1;

    // RFC 9649 section 2.7: flags u8, reserved u24, width-1 u24, height-1 u24.
    private static void ExtendedWebP(PayloadReader reader)
    {
        reader.U8("flags");
        reader.U24();
        var at = reader.Position;
        reader.Add("width", (reader.U24() + 1).ToString(), at);
        reader.Add("height", (reader.U24() + 1).ToString(), at + 3);
    }

    // RFC 6386 section 9.1: frame tag u24, start code 9D 01 2A, 14 bits of width, 14 bits of height.
    private static void LossyWebP(PayloadReader reader)
    {
        var at = reader.Position;
        var tag = reader.U24();
        reader.Add("keyFrame", (tag & 1) == 0 ? "1" : "0", at);
        reader.Add("version", ((tag >> 1) & 7).ToString(), at);
        if (reader.U24() != 0x2A019D) return;
        reader.Add("width", (reader.U16() & 0x3FFF).ToString(), at + 6);
        reader.Add("height", (reader.U16() & 0x3FFF).ToString(), at + 8);
    }

    // RFC 9649 section 3.4: 2F, then 14 bits of width-1, 14 bits of height-1, alpha, version.
    private static void LosslessWebP(PayloadReader reader)
    {
        if (reader.U8() != 0x2F) return;
        var at = reader.Position;
        var bits = reader.U32();
        reader.Add("width", ((bits & 0x3FFF) + 1).ToString(), at);
        reader.Add("height", (((bits >> 14) & 0x3FFF) + 1).ToString(), at);
        reader.Add("alpha", ((bits >> 28) & 1).ToString(), at);
    }

    private static void WaveFormat(PayloadReader reader, string prefix)
    {
        reader.U16(prefix + "format");
        reader.U16(prefix + "channels");
        reader.U32(prefix + "sampleRate");
        reader.U32(prefix + "byteRate");
        reader.U16(prefix + "blockAlign");
        reader.U16(prefix + "bitsPerSample");
    }

    // EBU Tech 3285: description 256, originator 32, reference 32, date 10, time 8, time reference u64, version u16, UMID 64, …, history.
    private static void Broadcast(PayloadReader reader)
    {
        reader.Text(256, "description");
        reader.Text(32, "originator");
        reader.Text(32, "originatorReference");
        reader.Text(10, "originationDate");
        reader.Text(8, "originationTime");
        reader.U64("timeReference");
        reader.U16("version");
        reader.Skip(64 + 10 + 180);
        reader.Text(reader.Remaining, "codingHistory");
    }

    private static void AviHeader(PayloadReader reader)
    {
        reader.U32("microsecondsPerFrame");
        reader.U32("maximumBytesPerSecond");
        reader.U32();
        reader.U32("flags");
        reader.U32("totalFrames");
        reader.U32("initialFrames");
        reader.U32("streams");
        reader.U32();
        reader.U32("width");
        reader.U32("height");
    }

    private static void StreamHeader(PayloadReader reader)
    {
        reader.FourCc("type");
        reader.FourCc("handler");
        reader.U32("flags");
        reader.Skip(8);
        reader.U32("scale");
        reader.U32("rate");
        reader.U32("start");
        reader.U32("length");
    }

    // BITMAPINFOHEADER for pictures, WAVEFORMATEX for sound: the first field tells (a header size is at least 40).
    private static void StreamFormat(PayloadReader reader)
    {
        var start = reader.Position;
        var first = reader.U32();
        reader.Seek(start);
        if (first is not (40 or 108 or 124))
        {
            WaveFormat(reader, "");
            return;
        }
        reader.U32();
        reader.I32("width");
        reader.I32("height");
        reader.U16();
        reader.U16("bitsPerPixel");
        reader.FourCc("compression");
    }

    private static ContainerTable Index(TreeBuilder tree, PayloadReader reader)
    {
        var total = reader.Remaining / 16;
        var kept = tree.MayKeepRows(total);
        var rows = new long[kept][];
        for (var i = 0; i < kept; i++)
        {
            var id = reader.FourCc();
            rows[i] = [id.Length == 4 ? Stream(id) : -1, reader.U32(), reader.U32(), reader.U32()];
        }
        return new ContainerTable(["stream", "flags", "offset", "size"], rows, total);
    }
}
