namespace Touchstone.Media.Containers.Sound;

/// <summary>MP3: leading tags, an information frame (Xing, Info with LAME's extension, VBRI), the frames as one table of runs, trailing tags.</summary>
internal static class Mp3Container
{
    private const int SearchBytes = 64 * 1024;

    // A recording with more breaks than this is no longer read as one.
    private const int MaximumGaps = 200;

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        List<ContainerNode> roots = [];
        List<ContainerNode> tail = [];
        var start = Id3Tags.ReadLeading(tree, roots);
        var end = Id3Tags.ReadTrailing(tree, start, tail);
        if (FirstFrame(tree, start) is not { } at)
        {
            tree.Damaged(Codes.ContainerDamaged, start, "No frame is found behind the tags.");
            return [.. roots, .. tail];
        }
        if (at > start) roots.Add(new ContainerNode("Padding", start, at - start, 0));
        if (Information(tree, at, end) is { } information && tree.MayAdd(at, 0))
        {
            roots.Add(information);
            at += information.Length;
        }
        if (tree.MayAdd(at, 0)) roots.Add(Frames(tree, at, end));
        return [.. roots, .. tail];
    }

    private static long? FirstFrame(TreeBuilder tree, long start)
    {
        var here = tree.Window.Source.Slice(start, 4);
        return MpegFrame.Parse(here) is not null ? start : Mp3Sniffer.FindFirstFrame(tree.Window.Source, start, SearchBytes);
    }

    // The tag lies behind the side information of an otherwise silent frame; VBRI always 32 bytes behind the header.
    private static ContainerNode? Information(TreeBuilder tree, long at, long end)
    {
        if (MpegFrame.Parse(tree.Window.Source.Slice(at, 4)) is not { } frame) return null;
        var length = Math.Min(frame.Length, end - at);
        foreach (var (from, names) in (ReadOnlySpan<(int, string[])>)[(4 + frame.SideBytes, ["Xing", "Info"]), (36, ["VBRI"])])
        {
            var reader = tree.Reader(at + from, at + length, bigEndian: true);
            var name = reader.FourCc();
            if (!names.Contains(name)) continue;
            if (name == "VBRI") Fraunhofer(reader);
            else Xing(reader);
            return new ContainerNode(name, at, length, 4) { Fields = reader.Fields };
        }
        return null;
    }

    // Flags u32, then as flagged: frames u32, bytes u32, seek table of 100, quality u32; then LAME's 36 bytes.
    private static void Xing(PayloadReader reader)
    {
        var flags = reader.U32("flags");
        if ((flags & 1) != 0) reader.U32("frames");
        if ((flags & 2) != 0) reader.U32("bytes");
        if ((flags & 4) != 0) reader.Skip(100);
        if ((flags & 8) != 0) reader.U32("quality");
        if (reader.Text(9, "encoder").Length == 0) return;
        var at = reader.Position;
        var method = reader.U8();
        reader.Add("method", (method & 15).ToString(), at);
        at = reader.Position;
        reader.Add("lowpassHz", (reader.U8() * 100).ToString(), at);
        reader.Skip(8 + 1 + 1);
        at = reader.Position;
        var delays = reader.U24();
        reader.Add("encoderDelay", (delays >> 12).ToString(), at);
        reader.Add("padding", (delays & 0xFFF).ToString(), at);
        reader.Skip(4);
        reader.U32("musicBytes");
    }

    private static void Fraunhofer(PayloadReader reader)
    {
        reader.U16("version");
        reader.U16("delay");
        reader.U16("quality");
        reader.U32("bytes");
        reader.U32("frames");
    }

    private static ContainerNode Frames(TreeBuilder tree, long start, long end)
    {
        List<long[]> runs = [];
        long frames = 0, samples = 0, runTotal = 0;
        Span<byte> header = stackalloc byte[4];
        MpegFrame? last = null;
        long at = start;
        for (var gaps = 0; at + 4 <= end && tree.MayStep(at);)
        {
            if (tree.Window.Read(at, header) < 4 || MpegFrame.Parse(header) is not { } frame)
            {
                tree.Damaged(Codes.ContainerDamaged, at, "No frame begins where the last one ends.");
                if (++gaps > MaximumGaps) break;
                if (Mp3Sniffer.FindFirstFrame(tree.Window.Source, at + 1, (int)Math.Min(SearchBytes, end - at)) is not { } next || next >= end) break;
                at = next;
                last = null;
                continue;
            }
            if (at + frame.Length > end) tree.Damaged(Codes.ContainerTruncated, at, "The last frame is cut.");
            if (last is { } l && l.Bitrate == frame.Bitrate && l.SampleRate == frame.SampleRate && l.Mode == frame.Mode && runs.Count > 0) runs[^1][1]++;
            else
            {
                runTotal++;
                if (tree.MayKeepRow(runs.Count)) runs.Add([at, 1, frame.Bitrate, frame.SampleRate, frame.Mode]);
            }
            last = frame;
            frames++;
            samples += frame.SamplesPerFrame;
            at += frame.Length;
        }
        return new ContainerNode("Frames", start, Math.Max(0, Math.Min(at, end) - start), 0)
        {
            Fields = [new("frames", frames.ToString(), start), new("samples", samples.ToString(), start), new("sampleRate", $"{last?.SampleRate}", start)],
            Table = new ContainerTable(["offset", "frames", "kbps", "sampleRate", "mode"], runs, runTotal),
        };
    }
}
