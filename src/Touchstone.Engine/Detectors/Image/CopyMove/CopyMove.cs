using System.Globalization;
using Touchstone.Engine.Copies;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>Finds parts of an image that were copied from elsewhere in it, also turned, mirrored or resized.</summary>
/// <remarks>
/// Dense field after Cozzolino, Poggi, Verdoliva, "Efficient dense-field copy–move forgery detection", IEEE TIFS 10(11), 2015, with
/// Gauss–Laguerre features, sorted seeding, and a comparison of fine detail and noise at full resolution that the paper does not have.
/// </remarks>
public sealed class CopyMove : IDetector
{
    private const int MinimumEdge = 96;

    // Under this share of textured patches there is nothing a copy could be recognised by.
    private const double MinimumTextured = 0.02;

    /// <inheritdoc/>
    public string Id => nameof(CopyMove);

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
        if (this.RefuseSize(luma.Width, luma.Height, MinimumEdge, "two separate patches with room around them") is { } refusal) return refusal;
        var candidates = CopySearch.Find(luma, cancel);
        var reliability = CopySearch.Reliability(luma, candidates);
        var textured = reliability.Average();
        if (textured < MinimumTextured)
            return this.NotApplicable(Codes.NotApplicableNoTrace, $"Only {Percent(textured)} of the image has texture; flat areas cannot be told from copies of each other.");
        return Report(luma, candidates, reliability, textured);
    }

    private Finding Report(Plane luma, CopyCandidates candidates, float[] reliability, double textured)
    {
        var copies = candidates.Pairs.Where(CopyJudge.IsCopy).OrderByDescending(p => p.Area).ThenBy(p => p.Grid.Y).ThenBy(p => p.Grid.X).ToList();
        var map = CopyMap.Draw(luma, copies, reliability);
        var area = map.Values.Count(v => v >= map.Threshold) * (double)(CorrelationGrid.Cell * CorrelationGrid.Cell);
        var best = candidates.Pairs.OrderByDescending(p => CopyJudge.IsCopy(p)).ThenByDescending(p => Math.Min(p.Median, p.Noise)).FirstOrDefault();
        var text = copies.Count == 0
            ? $"No part of the image repeats another with the same fine detail and noise; {LookAlikes(candidates.Pairs.Count)}."
            : string.Create(CultureInfo.InvariantCulture, $"{(copies.Count == 1 ? "1 part of the image repeats" : $"{copies.Count} parts of the image repeat")} another part down to its noise; {(copies.Count == 1 ? "it" : "the largest")} covers {copies[0].Area:#,0} pixels, {copies[0].Map.Describe()}.");
        return this.Measured(text) with
        {
            Scores =
            [
                new Score("copied area, source and copy together", area, "px", Direction.HigherSupportsManipulation, CopyJudge.MinimumArea),
                .. best is null ? [] : Values(best, copies.Count > 0),
            ],
            Maps = [map],
            Regions = [.. copies.SelectMany((p, i) => CopyMap.Boxes(p, i + 1, p.Map.Describe()))],
            Parameters = new Dictionary<string, string>
            {
                ["working size"] = $"{luma.Width / candidates.Factor}×{luma.Height / candidates.Factor} px (area average of {candidates.Factor}×{candidates.Factor} pixels); comparison at full resolution",
                ["patch"] = "16 px of the working size, 16 rotation-invariant features",
                ["scales searched"] = "1/2 … 2 in thirds of an octave",
                ["least shift"] = $"{MatchField.MinimumShift} px of the working size",
                ["textured share"] = Percent(textured),
                ["pairs compared"] = candidates.Pairs.Count.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    // What was not taken for a copy passes nothing: its values are shown without the limits.
    private static Score[] Values(CopyPair pair, bool copy) =>
    [
        Value("fine-detail correlation of the best pair", pair.Median, copy ? CopyJudge.MinimumDetail : null),
        Value("noise correlation of the best pair", pair.Noise, copy ? CopyJudge.MinimumNoise : null),
    ];

    private static Score Value(string name, double value, double? limit) =>
        new(name, value, "correlation", limit is null ? Direction.Descriptive : Direction.HigherSupportsManipulation, limit);

    private static string Percent(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %";

    private static string LookAlikes(int pairs) => pairs switch
    {
        0 => "no two parts look alike enough to be compared",
        1 => "1 look-alike pair was compared and not taken for a copy",
        _ => $"{pairs} look-alike pairs were compared and not taken for copies",
    };
}
