namespace Touchstone.Media.Containers.Sound;

/// <summary>AMR frames (RFC 4867 section 5.3): a header byte with frame type and quality, then speech bits; runs of one mode become rows.</summary>
internal static class AmrContainer
{
    // Bytes of a frame with its header by frame type (RFC 4867 section 5.3, TS 26.101 and 26.201); 0 = not defined.
    private static ReadOnlySpan<byte> NarrowBytes => [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];
    private static ReadOnlySpan<byte> WideBytes => [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1];

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        var magic = tree.Reader(0, tree.Length, true).Text(Math.Min(15, tree.Length));
        var wide = magic.StartsWith("#!AMR-WB", StringComparison.Ordinal);
        var start = Math.Max(6, magic.IndexOf('\n', StringComparison.Ordinal) + 1);
        List<long[]> runs = [];
        long frames = 0, bad = 0, runTotal = 0;
        var lastMode = -1;
        Span<byte> header = stackalloc byte[1];
        long at = start;
        while (at < tree.Length && tree.MayStep(at) && tree.Window.Read(at, header) == 1)
        {
            var mode = (header[0] >> 3) & 15;
            var bytes = wide ? WideBytes[mode] : NarrowBytes[mode];
            if (bytes == 0 || (header[0] & 0x83) != 0)
            {
                tree.Damaged(Codes.ContainerDamaged, at, $"No frame begins here; {tree.Length - at} bytes are not read.");
                break;
            }
            if (at + bytes > tree.Length) tree.Damaged(Codes.ContainerTruncated, at, "The last frame is cut.");
            if (mode == lastMode && runs.Count > 0) runs[^1][1]++;
            else
            {
                runTotal++;
                if (tree.MayKeepRow(runs.Count)) runs.Add([at, 1, mode]);
            }
            lastMode = mode;
            frames++;
            // The quality bit is cleared for a damaged frame.
            if ((header[0] & 4) == 0) bad++;
            at += bytes;
        }
        return
        [
            new ContainerNode("Header", 0, Math.Min(start, tree.Length), start) { Fields = [new ContainerField("magic", magic.TrimEnd(), 0)] },
            new ContainerNode("Frames", start, Math.Max(0, Math.Min(at, tree.Length) - start), 0)
            {
                Fields = [new("frames", frames.ToString(), start), new("badFrames", bad.ToString(), start)],
                Table = new ContainerTable(["offset", "frames", "mode"], runs, runTotal),
            },
        ];
    }
}
