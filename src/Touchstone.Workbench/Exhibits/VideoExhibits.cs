using System.Buffers.Binary;
using Touchstone.Media;
using Touchstone.Media.Video;

namespace Touchstone.Workbench.Exhibits;

/// <summary>Key frames with their times, and the shots.</summary>
internal static class VideoExhibits
{
    /// <summary>Most key frames shown.</summary>
    public const int MaximumFrames = 8;

    /// <summary>Longer edge of a key frame, pixels.</summary>
    public const int FrameEdge = 640;

    private const int MaximumShots = 400;

    public static IEnumerable<Exhibit> Of(Specimen specimen, CancellationToken cancel)
    {
        var shots = specimen.Shots.TryGet(out var boundaries, out _) ? boundaries.Shots : [];
        if (specimen.Frames.TryGet(out var sampled, out _) && sampled.Frames.Count > 0)
        {
            var chosen = Choose(sampled.Frames, shots);
            yield return ImageExhibits.Thumbnail(chosen[0].Pixels, cancel);
            for (var i = 0; i < chosen.Count; i++)
                yield return Frame(i, chosen[i], sampled.Frames.Count, cancel);
        }
        if (shots.Count > 0) yield return Shots(shots);
    }

    private static Exhibit Frame(int index, VideoFrame frame, int of, CancellationToken cancel)
    {
        var shown = AreaAverage.Shrink(frame.Pixels, FrameEdge, cancel);
        var said = $"Key frames, chosen from {of} sampled frames: one from the middle of each shot, or evenly spread. {ImageExhibits.Scaling(frame.Pixels, shown)} {ImageExhibits.Coding(false)}";
        return ImageExhibits.Picture($"{ExhibitNames.Frame}{index + 1:00}", shown, frame.Pixels, said, false) with { StartSeconds = frame.TimeSeconds, EndSeconds = frame.TimeSeconds };
    }

    /// <summary>The sampled frame nearest the middle of each shot when there are few shots; else frames spread evenly.</summary>
    private static List<VideoFrame> Choose(IReadOnlyList<VideoFrame> frames, IReadOnlyList<Shot> shots)
    {
        IEnumerable<int> places = shots.Count is >= 4 and <= MaximumFrames
            ? shots.Select(s => Nearest(frames, (s.StartSeconds + s.EndSeconds) / 2))
            : Enumerable.Range(0, Math.Min(MaximumFrames, frames.Count)).Select(i => (int)((i + 0.5) * frames.Count / Math.Min(MaximumFrames, frames.Count)));
        return [.. places.Distinct().Order().Select(i => frames[i])];
    }

    private static int Nearest(IReadOnlyList<VideoFrame> frames, double seconds) =>
        Enumerable.Range(0, frames.Count).MinBy(i => Math.Abs(frames[i].TimeSeconds - seconds));

    public static Exhibit Shots(IReadOnlyList<Shot> shots)
    {
        var kept = Math.Min(shots.Count, MaximumShots);
        var bytes = new byte[kept * 16];
        for (var i = 0; i < kept; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16 * i), shots[i].StartSeconds);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16 * i + 8), shots[i].EndSeconds);
        }
        var said = $"Shots, from the difference between successive frames{(kept < shots.Count ? $"; the first {kept} of {shots.Count}" : "")}.";
        return new Exhibit(ExhibitNames.Shots, ExhibitNames.Spans, said, kept, 0, 0, 0, shots[0].StartSeconds, shots[kept - 1].EndSeconds, bytes);
    }
}
