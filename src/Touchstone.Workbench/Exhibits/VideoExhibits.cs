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
            var byShot = shots.Count is >= 4 and <= MaximumFrames;
            var chosen = byShot ? MiddleOfEach(shots, sampled.Frames) : Spread(sampled.Frames);
            var how = $"Key frames, {(byShot ? "the one nearest the middle of each shot" : "evenly spread")} of {sampled.Frames.Count} sampled frames.";
            yield return ImageExhibits.Thumbnail(chosen[0].Pixels, cancel);
            for (var i = 0; i < chosen.Count; i++)
                yield return Frame(i, chosen[i], how, cancel);
        }
        if (shots.Count > 0) yield return Shots(shots);
    }

    private static Exhibit Frame(int index, VideoFrame frame, string how, CancellationToken cancel)
    {
        var shown = AreaAverage.Shrink(frame.Pixels, FrameEdge, cancel);
        var said = $"{how} {ImageExhibits.Scaling(frame.Pixels, shown)} {ImageExhibits.Coding(false)}";
        return ImageExhibits.Picture($"{ExhibitNames.Frame}{index + 1:00}", shown, frame.Pixels, said, false) with { StartSeconds = frame.TimeSeconds, EndSeconds = frame.TimeSeconds };
    }

    private static List<VideoFrame> MiddleOfEach(IReadOnlyList<Shot> shots, IReadOnlyList<VideoFrame> frames) =>
        [.. shots.Select(s => Nearest(frames, (s.StartSeconds + s.EndSeconds) / 2)).Distinct().Order().Select(i => frames[i])];

    private static List<VideoFrame> Spread(IReadOnlyList<VideoFrame> frames)
    {
        var count = Math.Min(MaximumFrames, frames.Count);
        return [.. Enumerable.Range(0, count).Select(i => frames[(int)((i + 0.5) * frames.Count / count)])];
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
