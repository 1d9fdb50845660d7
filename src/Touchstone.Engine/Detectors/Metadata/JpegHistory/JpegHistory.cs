using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>Reads which kind of program wrote a JPEG last and with which quality, from tables, marker order and what is left over.</summary>
/// <remarks>Source: Kee, Johnson and Farid, IEEE TIFS 6(3), 2011; Gloe, "Forensic analysis of ordered data structures on the example of JPEG files", IEEE WIFS 2012.</remarks>
public sealed class JpegHistory : IDetector
{
    /// <inheritdoc/>
    public string Id => nameof(JpegHistory);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format != MediaFormat.Jpeg) return this.NotApplicable(Codes.NotApplicableFormat, "The method reads JPEG files.");
        if (!specimen.Container.TryGet(out var tree, out var fault)) return this.Without(fault);
        if (JpegFacts.Of(tree) is not { } facts)
            return this.Failed(Codes.ContainerDamaged, "The file has no frame header, so nothing says how the image was coded. Get a complete copy.");
        var metadata = specimen.Metadata.Value;
        var claims = Claims.Of(metadata);
        var family = facts.Luma is { } luma ? TableFamily.Of(luma, facts.Chroma) : null;
        Observation[] observations =
        [
            .. family is null ? [] : TableRules.Of(facts, family, claims),
            .. SegmentRules.Of(facts, family, claims),
            .. BoundaryRules.Of(specimen, tree, facts, claims),
            .. ThumbnailRule.Of(specimen, metadata, family, cancel),
        ];
        return this.Measured(Summary(facts, family, observations)) with
        {
            Scores = family is null ? [] : Scores(family),
            // What weighs most is read first; equal weights keep the order of the rules.
            Observations = [.. observations.OrderByDescending(o => o.Weight)],
        };
    }

    private static string Summary(JpegFacts facts, TableFamily? family, Observation[] observations)
    {
        var quality = family is null ? "Saved with tables the file does not hold" : $"Last saved at quality {(IsExact(family) ? "" : "about ")}{family.Luminance.Quality} ({family.Text})";
        var anomalies = observations.Where(o => o.Weight != Weight.Note).DistinctBy(o => o.Rule).Select(o => o.Text).ToList();
        var unusual = anomalies.Count == 0 ? "Nothing unusual in its structure." : $"Unusual: {string.Join(" ", anomalies)}";
        return $"{quality}, {facts.SamplingName}, {(facts.IsProgressive ? "progressive" : "sequential")}. {unusual}";
    }

    private static bool IsExact(TableFamily family) => family.Luminance.IsExact;

    private static Score[] Scores(TableFamily family)
    {
        Score light = new("estimated quality", family.Luminance.Quality, "of 100 (Annex K)", Direction.Descriptive, null);
        Score distance = new("distance from the scaled table", family.Luminance.RootMeanSquareDifference, "quantisation steps, root mean square", Direction.Descriptive, null);
        return family.Chrominance is { } colour
            ? [light, new("estimated colour quality", colour.Quality, "of 100 (Annex K)", Direction.Descriptive, null), distance]
            : [light, distance];
    }
}
