using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Containers;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>Reads the structure of a video or sound container: who wrote it, whether its times, lengths and counts agree, what an edit list hides.</summary>
public sealed class VideoContainer : IDetector
{
    /// <inheritdoc/>
    public string Id => nameof(VideoContainer);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Video, MediaKind.Audio];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format is not (MediaFormat.Mp4 or MediaFormat.Mov or MediaFormat.M4a or MediaFormat.Matroska or MediaFormat.WebM or MediaFormat.Avi))
            return this.NotApplicable(Codes.NotApplicableFormat, $"The method reads MP4, QuickTime, Matroska and AVI containers; this is {specimen.Format.Name()}.");
        if (!specimen.Container.TryGet(out var tree, out var fault)) return this.Without(fault);
        var remarks = new Remarks();
        if (specimen.Format == MediaFormat.Avi && specimen.Streams.Value is { } streams) Signature(streams.Tags, remarks);
        return Examine(tree, remarks, cancel);
    }

    /// <summary>Examines a container tree.</summary>
    public Finding Examine(ContainerTree tree, CancellationToken cancel) => Examine(tree, new Remarks(), cancel);

    private Finding Examine(ContainerTree tree, Remarks remarks, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        foreach (var damage in tree.Damage)
            remarks.Anomaly("video.damage", $"{damage.Message}", "A copy or recording that broke off.", damage.Offset);
        if (tree.Format is MediaFormat.Matroska or MediaFormat.WebM) MatroskaRules.Apply(tree, remarks);
        else if (Movie.Of(tree) is { } movie) Apply(movie, remarks, cancel);
        else if (tree.Format != MediaFormat.Avi)
            return this.Failed(Codes.ContainerTruncated, "The file has no index (moov), so nothing in it can be timed. Get a complete copy.");
        var anomalies = remarks.Observations.Count(o => o.Weight != Weight.Note);
        var contradictions = remarks.Observations.Count(o => o.Weight == Weight.Contradiction);
        return this.Measured(Summary(remarks, anomalies, contradictions)) with
        {
            Scores = [new Score("structural anomalies", anomalies, "anomalies", Direction.Descriptive, null)],
            Observations = remarks.Observations,
            Intervals = remarks.Intervals,
        };
    }

    private static void Apply(Movie movie, Remarks remarks, CancellationToken cancel)
    {
        WriterRules.Apply(movie, remarks);
        TimingRules.Apply(movie, remarks, cancel);
        EditRules.Apply(movie, remarks);
    }

    private static void Signature(IReadOnlyDictionary<string, string> tags, Remarks remarks)
    {
        if ((tags.GetValueOrDefault("software") ?? tags.GetValueOrDefault("encoder")) is { } text)
            remarks.Note("video.writer", $"{Writers.Software(text) ?? "A program"} signed the file: \"{text}\".", "Converters re-write nearly every video they carry.", null);
    }

    private static string Summary(Remarks remarks, int anomalies, int contradictions) => (contradictions, anomalies) switch
    {
        ( > 0, _) => "The container contradicts itself: " + remarks.Observations.First(o => o.Weight == Weight.Contradiction).Text,
        (_, > 0) => $"{anomalies} structural anomal{(anomalies == 1 ? "y" : "ies")}: {remarks.Observations.First(o => o.Weight == Weight.Anomaly).Text}",
        _ => "The container's times, lengths and counts agree with each other.",
    };
}
