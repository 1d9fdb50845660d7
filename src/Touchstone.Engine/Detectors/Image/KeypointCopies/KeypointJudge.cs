using System.Globalization;
using Touchstone.Engine.Copies;

namespace Touchstone.Engine.Detectors.Image.KeypointCopies;

/// <summary>When an agreement of keypoints is taken for a copy.</summary>
internal static class KeypointJudge
{
    /// <summary>Least number of false alarms an agreement may leave, decimal logarithm: one picture in a million by chance alone.</summary>
    public const double MostLog10FalseAlarms = -6;

    /// <summary>Least correlation of the noise between the structures. Printed letters that stand twice reach 0.4 without being copies.</summary>
    public const double MinimumNoise = 0.5;

    /// <summary>Least comparable cells of 8×8: half of CopyMove's, since the keypoints have agreed before. A copy reduced to half its size fills few.</summary>
    public const int MinimumCompared = 16;
    private const double MinimumComparedShare = 0.45;

    // Where few keypoints agree, the rest of the region has to speak for them.
    private const double FewLog10FalseAlarms = -20;
    private const double MinimumComparedShareOfFew = 0.65;

    // A copy that was turned and resized is stretched alike in both directions; of two printed letters or bricks that is not so. Over the
    // region's width the two stretches may part by what registration leaves open, pixels.
    private const double MostStretch = 1.2;

    // A pattern (crochet, tiles) looks alike at many shifts, of which one may pass. Where a look-alike that fails covers this share of it, the noise must be nearly equal.
    private const double MostPatternShare = 0.3;
    private const double PatternNoise = 0.9;

    /// <summary>The candidates that are copies.</summary>
    public static IEnumerable<KeypointPair> Copies(IReadOnlyList<KeypointPair> candidates)
    {
        var others = candidates.Where(c => !IsCopy(c) && c.Pair.Compared >= MinimumCompared && c.Pair.Median >= CopyJudge.MinimumDetail).ToList();
        return candidates.Where(c => IsCopy(c) && (c.Pair.Noise >= PatternNoise || others.TrueForAll(o => Share(c.Pair, o.Pair) < MostPatternShare)));
    }

    // Share of a pair's region that lies in another's region or match.
    private static double Share(CopyPair pair, CopyPair other)
    {
        int cells = 0, within = 0;
        var back = other.Map.Inverse();
        for (var at = 0; at < pair.Mask.Length; at++)
        {
            if (!pair.Mask[at]) continue;
            cells++;
            double x = pair.Grid.X + (at % pair.Grid.Width + 0.5) * CorrelationGrid.Cell, y = pair.Grid.Y + (at / pair.Grid.Width + 0.5) * CorrelationGrid.Cell;
            var (u, v) = back.Apply(x, y);
            if (Holds(other, x, y) || Holds(other, u, v)) within++;
        }
        return cells == 0 ? 0 : (double)within / cells;
    }

    private static bool Holds(CopyPair pair, double x, double y)
    {
        int column = (int)Math.Floor((x - pair.Grid.X) / CorrelationGrid.Cell), row = (int)Math.Floor((y - pair.Grid.Y) / CorrelationGrid.Cell);
        return column >= 0 && row >= 0 && column < pair.Grid.Width && row < pair.Grid.Height && pair.Mask[row * pair.Grid.Width + column];
    }

    /// <summary>Whether a candidate by itself is taken for a copy.</summary>
    public static bool IsCopy(KeypointPair candidate) => Refusal(candidate) is null;

    /// <summary>Why a candidate that is not among the copies is none: the first criterion it fails by itself, or else that it lies in a pattern.</summary>
    public static string WhyNone(KeypointPair candidate) =>
        Refusal(candidate) ?? Text($"another look-alike that is no copy covers it, as in a pattern, and its noise agrees to {candidate.Pair.Noise:0.00} ({PatternNoise:0.00} needed there)");

    // The first criterion that a candidate fails, in words; null where it fails none.
    private static string? Refusal(KeypointPair candidate)
    {
        var pair = candidate.Pair;
        var cells = pair.Area / (CorrelationGrid.Cell * CorrelationGrid.Cell);
        var share = candidate.Log10FalseAlarms > FewLog10FalseAlarms ? MinimumComparedShareOfFew : MinimumComparedShare;
        if (candidate.Log10FalseAlarms > MostLog10FalseAlarms) return Text($"so many keypoints agree by chance in {FalseAlarms.InWords(candidate.Log10FalseAlarms)}");
        if (pair.Compared < MinimumCompared) return Text($"only {pair.Compared} cells of {CorrelationGrid.Cell}×{CorrelationGrid.Cell} pixels hold comparable detail ({MinimumCompared} needed)");
        if (pair.Compared < share * cells) return Text($"only {pair.Compared} of its {cells} cells hold comparable detail ({100 * share:0} % needed)");
        if (!(pair.Median >= CopyJudge.MinimumDetail)) return Text($"fine detail agrees to {pair.Median:0.00} only ({CopyJudge.MinimumDetail:0.00} needed)");
        if (!(pair.Noise >= MinimumNoise)) return Text($"noise agrees to {pair.Noise:0.00} only ({MinimumNoise:0.00} needed)");
        if (!(pair.Noise * Math.Sqrt(pair.QuietPixels / 4.0) >= CopyJudge.MinimumNoiseDeviations)) return Text($"too few quiet pixels ({pair.QuietPixels}) to tell its noise from chance");
        if (!(pair.Living >= CopyJudge.MinimumLiving)) return Text($"only {100 * pair.Living:0} % of it holds more than rounding noise ({100 * CopyJudge.MinimumLiving:0} % needed)");
        if (!((pair.Map.Anisotropy - 1) * Math.Sqrt(pair.Area) <= MostStretch)) return Text($"it is stretched {100 * (pair.Map.Anisotropy - 1):0.0} % more in one direction than in the other");
        return pair.Noise >= CopyJudge.SymmetricNoise || pair.OwnMirror() < CopyJudge.MostOwnMirror ? null
            : Text($"it is its own mirror image, and its noise agrees to {pair.Noise:0.00} only ({CopyJudge.SymmetricNoise:0.00} needed there)");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
