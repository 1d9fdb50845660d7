using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Holds what a file states about itself against itself: previews, sizes, times, device, place, software. See the card for the rules.</summary>
public sealed class MetadataConsistency : IDetector
{
    // A camera stores one to three; more are looked at no further.
    private const int MaximumPreviews = 4;

    /// <inheritdoc/>
    public string Id => "MetadataConsistency";

    /// <inheritdoc/>
    public string Version => "1.1";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds => [MediaKind.Image, MediaKind.Audio, MediaKind.Video];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Metadata.TryGet(out var metadata, out var fault)) return this.Without(fault);
        var says = metadata.Tags.Any(t => !IsStructure(t.Directory));
        if (!says && metadata.Previews.Count == 0 && metadata.Problems.Count == 0)
            return this.NotApplicable(Codes.NotApplicableNoTrace, "The file states nothing about itself: no Exif, XMP, IPTC or text. Messengers and web services remove them.");
        var file = new Statements(specimen, metadata);
        Compare(file, cancel);
        List<Observation> observations = [];
        foreach (var rule in RuleList.All)
        {
            cancel.ThrowIfCancellationRequested();
            observations.AddRange(rule.Check(file).Select(text => new Observation(rule.Id, rule.Weight, text, rule.Innocent, Offset(rule, file))));
        }
        return Conclude(file, observations);
    }

    private static void Compare(Statements file, CancellationToken cancel)
    {
        var previews = file.Metadata.Previews.Take(MaximumPreviews).ToList();
        if (previews.Count == 0 || !file.Specimen.Luma.TryGet(out var luma, out _)) return;
        // A preview shows the whole picture; of a broken one only the upper part is there.
        if (file.Specimen.Pixels.Value?.DeclaredHeight is not null) return;
        foreach (var preview in previews) file.Add(PreviewComparison.Compare(preview, file.Specimen, luma, cancel));
    }

    private Finding Conclude(Statements file, List<Observation> observations)
    {
        var contradictions = observations.Count(o => o.Weight == Weight.Contradiction);
        var anomalies = observations.Where(o => o.Weight == Weight.Anomaly).Select(o => o.Rule).Distinct().Count();
        List<Score> scores =
        [
            new("unusual traits", anomalies, "anomalies", Direction.HigherSupportsManipulation, null),
            new("contradicting statements", contradictions, "contradictions", Direction.HigherSupportsManipulation, null),
        ];
        var compared = file.Previews.Where(p => !double.IsNaN(p.Correlation)).ToList();
        if (compared.Count > 0) scores.Add(new Score("preview correlation", compared.Min(p => p.Correlation), "normalised correlation", Direction.LowerSupportsManipulation, PreviewComparison.Same));
        // The first of a weight in full, so that the reader need not look it up; the rest is counted.
        string Told(Weight weight)
        {
            var all = observations.Where(o => o.Weight == weight).ToList();
            return all[0].Text + (all.Count > 1 ? $" And {all.Count - 1} more." : "");
        }
        var text = contradictions > 0 ? $"The file contradicts itself: {Told(Weight.Contradiction)}"
            : anomalies > 0 ? $"No contradiction. Unusual, with innocent explanations: {Told(Weight.Anomaly)}"
            : $"{Count(file.Metadata.Tags.Count, "stated value")}{(compared.Count > 0 ? $" and {Count(compared.Count, "preview")}" : "")} raise no objection by any of {RuleList.All.Count} rules.";
        return this.Measured(text) with
        {
            Scores = scores,
            Observations = [.. observations.OrderByDescending(o => o.Weight)],
            Regions = [.. file.Previews.SelectMany(p => p.Changed)],
            Parameters = new Dictionary<string, string> { ["rules"] = $"{RuleList.All.Count}", ["same from correlation"] = $"{PreviewComparison.Same}", ["zones"] = "26 h" },
        };
    }

    // Width, height and codec are structure, which every file has; they state nothing about origin.
    private static bool IsStructure(string directory) => directory is "PNG" or "JFIF" or "Adobe JPEG" or "MPF" || directory.StartsWith("MP4 ", StringComparison.Ordinal) && directory is not ("MP4 item list" or "MP4 user data" or "MP4 mdat" or "MP4 mvhd");

    private static long? Offset(MetadataRule rule, Statements file) =>
        rule.Id.StartsWith("meta.preview.", StringComparison.Ordinal) && file.Previews is [{ Offset: >= 0 } only] ? only.Offset : null;

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
