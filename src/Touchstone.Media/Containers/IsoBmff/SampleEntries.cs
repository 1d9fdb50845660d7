namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Sample entries (ISO/IEC 14496-12 sections 8.5.2 and 12; QuickTime sound description versions 0 to 2): codec, size, encoder name.</summary>
internal static class SampleEntries
{
    private const int MaximumEntries = 256;

    // Visual and sound entries begin alike; the codec tells them apart where the track's handler is not at hand.
    private static readonly HashSet<string> _soundCodecs =
    [
        "mp4a", "ac-3", "ec-3", "ac-4", "alac", "Opus", "fLaC", "samr", "sawb", "sawp", "sowt", "twos", "lpcm", "ima4", "ulaw", "alaw",
        "in24", "in32", "fl32", "fl64", "raw ", ".mp3", "agsm", "QDM2", "QDMC", "MAC3", "MAC6", "enca", "ipcm", "fpcm", "dtsc", "dtse", "dtsh", "NONE", "spex", "apac",
    ];

    private static readonly HashSet<string> _otherCodecs = ["tx3g", "text", "tmcd", "rtp ", "mett", "metx", "mebx", "stpp", "wvtt", "sbtt", "c608", "c708", "mp4s", "urim", "gpmd", "camm", "rtmd"];

    internal static void Read(BoxWalk walk, PayloadReader payload, int depth, List<ContainerNode> children)
    {
        payload.U8("version");
        payload.U24();
        var count = payload.U32("entries");
        for (var entry = 0; entry < Math.Min(count, MaximumEntries) && payload.Remaining >= 8; entry++)
        {
            var at = payload.Position;
            if (!walk.Tree.MayAdd(at, depth + 1)) return;
            long size = payload.U32();
            var codec = payload.FourCc();
            if (size < 16 || size > payload.End - at)
            {
                walk.Tree.Damaged(Codes.ContainerDamaged, at, $"Sample entry {codec} declares {size} bytes; {payload.End - at} are there.");
                size = Math.Max(8, Math.Min(size, payload.End - at));
            }
            children.Add(Entry(walk, at, size, codec, depth + 1));
            payload.Seek(at + size);
        }
    }

    private static ContainerNode Entry(BoxWalk walk, long at, long size, string codec, int depth)
    {
        var reader = walk.Tree.Reader(at + 8, at + size, bigEndian: true);
        // Six reserved bytes and the index of the data reference.
        reader.Skip(6);
        reader.U16("dataReference");
        List<ContainerNode> children = [];
        if (!_otherCodecs.Contains(codec))
        {
            if (_soundCodecs.Contains(codec)) Sound(reader);
            else Visual(reader);
            // QuickTime may close the list of extensions with four zero bytes.
            if (reader.Remaining >= 8) walk.Boxes(reader.Position, reader.End, depth + 1, "udta", children);
        }
        return new ContainerNode(codec, at, size, 8) { Fields = reader.Fields, Children = children };
    }

    private static void Visual(PayloadReader reader)
    {
        reader.U16("version");
        reader.U16();
        reader.FourCc("vendor");
        // Temporal and spatial quality, QuickTime only.
        reader.Skip(8);
        reader.U16("width");
        reader.U16("height");
        reader.Skip(8 + 4);
        reader.U16("framesPerSample");
        var nameAt = reader.Position;
        var length = Math.Min(reader.U8(), (byte)31);
        reader.Text(length, "compressorName");
        reader.Seek(nameAt + 32);
        reader.U16("depth");
        reader.I16();
    }

    private static void Sound(PayloadReader reader)
    {
        var version = reader.U16("version");
        reader.U16();
        reader.FourCc("vendor");
        reader.U16("channels");
        reader.U16("sampleSize");
        reader.Skip(4);
        var at = reader.Position;
        reader.Add("sampleRate", (reader.U32() >> 16).ToString(), at);
        if (version == 1) reader.Skip(16);
        if (version == 2) reader.Skip(36);
    }
}
