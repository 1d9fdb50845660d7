using System.Globalization;
using Touchstone.Engine.Copies;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.KeypointCopies;

/// <summary>Finds parts of an image that were copied from elsewhere in it by keypoints that move alike.</summary>
/// <remarks>
/// After I. Amerini, L. Ballan, R. Caldelli, A. Del Bimbo, G. Serra, "A SIFT-based forensic method for copy–move attack detection and
/// transformation recovery", IEEE TIFS 6(3), 2011, with keypoints after Lowe 2004, groups by an a-contrario consensus in place of clustering and
/// RANSAC, and the comparison of fine detail and noise at full resolution that CopyMove has too.
/// </remarks>
public sealed class KeypointCopies : IDetector
{
    private const int MinimumEdge = 96;

    /// <inheritdoc/>
    public string Id => nameof(KeypointCopies);

    /// <inheritdoc/>
    public string Version => "1.2";

    /// <inheritdoc/>
    public Question Question => Question.Copied;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Luma.TryGet(out var luma, out var fault)) return this.Without(fault);
        if (this.RefuseSize(luma.Width, luma.Height, MinimumEdge, "two separate parts with room around them") is { } refusal) return refusal;
        var candidates = KeypointPairs.Find(luma, cancel);
        if (candidates.Features.Points.Length < KeypointPairs.LeastKeypoints)
            return this.NotApplicable(Codes.NotApplicableNoTrace, $"Only {candidates.Features.Points.Length} keypoints: flat or blurred areas cannot be told from copies of each other.");
        return Report(luma, candidates);
    }

    private Finding Report(Plane luma, KeypointCandidates candidates)
    {
        var copies = KeypointJudge.Copies(candidates.Pairs).OrderByDescending(p => p.Pair.Area).ThenBy(p => p.Pair.Grid.Y).ThenBy(p => p.Pair.Grid.X).ToList();
        var best = candidates.Pairs.OrderByDescending(copies.Contains).ThenBy(p => p.Log10FalseAlarms).FirstOrDefault();
        var map = CopyMap.Draw(luma, [.. copies.Select(c => c.Pair)], KeypointReliability.Of(luma, candidates));
        var area = map.Values.Count(v => v >= map.Threshold) * (double)(CorrelationGrid.Cell * CorrelationGrid.Cell);
        var origins = copies.ConvertAll(c => CopyOrigin.Asymmetry(luma, c.Pair));
        return this.Measured(Text(copies, candidates) + (copies.Count > 0 ? Origin(origins[0]) : "")) with
        {
            Scores =
            [
                new Score("copied area, source and copy together", area, "px", Direction.HigherSupportsManipulation, KeypointJudge.MinimumCompared * CorrelationGrid.Cell * CorrelationGrid.Cell),
                .. best is null ? [] : Values(best, copies.Count > 0),
                .. origins is [{ } asymmetry, ..] ? [new Score("which side of the largest was made from the other", asymmetry, "ln ratio, positive = its second box", Direction.Descriptive, null)] : Array.Empty<Score>(),
            ],
            Maps = [map],
            Regions = [.. copies.SelectMany((p, i) => CopyMap.Boxes(p.Pair, i + 1, p.Pair.Map.Describe()).Zip(Sides(origins[i]), (box, side) => box with { Label = box.Label + side }))],
            Parameters = new Dictionary<string, string>
            {
                ["working size"] = $"{luma.Width / candidates.Factor}×{luma.Height / candidates.Factor} px (area average of {candidates.Factor}×{candidates.Factor} pixels{(candidates.Doubled ? ", first octave doubled" : "")}); comparison at full resolution",
                ["keypoints"] = candidates.Features.Points.Length.ToString(CultureInfo.InvariantCulture),
                ["alike pairs of keypoints"] = candidates.Matches.ToString(CultureInfo.InvariantCulture),
                ["least shift"] = $"{KeypointPairs.LeastShift} px of the working size",
                ["groups compared"] = candidates.Pairs.Count.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    // The box of the region, then that of its match.
    private static string[] Sides(double? asymmetry) => asymmetry switch
    {
        >= CopyOrigin.LeastAsymmetry => ["; the source", "; the copy"],
        <= -CopyOrigin.LeastAsymmetry => ["; the copy", "; the source"],
        _ => ["", ""],
    };

    private static string Origin(double? asymmetry) => Sides(asymmetry) switch
    {
        ["", ..] => " Which side is the source cannot be told.",
        ["; the source", ..] => " Its second box is the copy: it was interpolated from the first.",
        _ => " Its first box is the copy: it was interpolated from the second.",
    };

    // What was not taken for a copy passes nothing: its values are shown without the limits, and the text names what it failed.
    private static Score[] Values(KeypointPair pair, bool copy)
    {
        double? Limit(double limit) => copy ? limit : null;
        var (higher, lower) = copy ? (Direction.HigherSupportsManipulation, Direction.LowerSupportsManipulation) : (Direction.Descriptive, Direction.Descriptive);
        return
        [
            new Score("agreement of keypoints", pair.Log10FalseAlarms, "log10 NFA", lower, Limit(KeypointJudge.MostLog10FalseAlarms)),
            new Score("fine-detail correlation of that pair", pair.Pair.Median, "correlation", higher, Limit(CopyJudge.MinimumDetail)),
            new Score("noise correlation of that pair", pair.Pair.Noise, "correlation", higher, Limit(KeypointJudge.MinimumNoise)),
        ];
    }

    private static string Refused(IReadOnlyList<KeypointPair> pairs) => pairs.Count switch
    {
        0 => "no keypoints move alike",
        1 => $"1 look-alike part was compared and not taken for a copy: {KeypointJudge.WhyNone(pairs[0])}",
        _ => $"{Counted(pairs.Count, "", "look-alike parts were")} compared and not taken for copies; of the one whose keypoints agree best: {KeypointJudge.WhyNone(pairs.MinBy(p => p.Log10FalseAlarms)!)}",
    };

    private static string Text(List<KeypointPair> copies, KeypointCandidates candidates) => copies.Count == 0
        ? $"No part of the image repeats another with the same keypoints, fine detail and noise; {Refused(candidates.Pairs)}."
        : string.Create(CultureInfo.InvariantCulture, $"{Counted(copies.Count, "part of the image repeats", "parts of the image repeat")} another part down to its noise; {(copies.Count == 1 ? "it" : "the largest")} covers {copies[0].Pair.Area:#,0} pixels, {copies[0].Pair.Map.Describe()}, on {copies[0].Keypoints} keypoints: by chance in {FalseAlarms.InWords(copies[0].Log10FalseAlarms)}.");

    private static string Counted(int count, string one, string several) => count == 1 ? "1 " + one : string.Create(CultureInfo.InvariantCulture, $"{count} {several}");
}
