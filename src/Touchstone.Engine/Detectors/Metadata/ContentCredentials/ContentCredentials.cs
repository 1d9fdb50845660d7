using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Engine.Detectors.Metadata.ContentCredentials;

/// <summary>Validates the C2PA credentials a file carries and answers each question about them by itself. See the card.</summary>
public sealed class ContentCredentials : IDetector
{
    private const string Reencoded = "Programs and services that re-encode or edit a file and keep its credentials break them without meaning to.";

    /// <inheritdoc/>
    public string Id => "ContentCredentials";

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.Provenance;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds => [MediaKind.Image, MediaKind.Audio, MediaKind.Video, MediaKind.Document];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(circumstances);
        var report = circumstances.CredentialsOf(specimen, cancel);
        var finding = report.State switch
        {
            CredentialState.None => this.NotApplicable(Codes.NotApplicableNoTrace, report.Summary),
            CredentialState.Unreadable => this.NotApplicable(Codes.NotApplicableFormat, report.Summary),
            _ => this.Measured(report.Summary),
        };
        return finding with
        {
            Credentials = report,
            Parameters = new Dictionary<string, string>
            {
                ["policy"] = report.Policy == Provenance.ValidationPolicy.Strict ? "strict" : "reference",
                ["trust"] = report.TrustProfile,
                ["at"] = report.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            },
            Scores = Scores(report),
            Observations = [.. report.Axes.Where(a => a.Level > AxisLevel.Good).Select(Observe)],
        };
    }

    private static Score[] Scores(ProvenanceReport report) => report.Coverage is not { TotalBytes: > 0 } coverage
        ? []
        : [new Score("signed share of the file", 100.0 * coverage.CoveredBytes / coverage.TotalBytes, "% of bytes", Direction.Descriptive, null)];

    private static Observation Observe(AxisStatement axis) =>
        new($"credentials.{axis.Axis.ToString().ToLowerInvariant()}", axis.Level == AxisLevel.Bad ? Weight.Anomaly : Weight.Note, axis.Sentence, Innocent(axis), null);

    private static string Innocent(AxisStatement axis) => (axis.Axis, axis.Level) switch
    {
        (Axis.Integrity or Axis.Signature or Axis.History, AxisLevel.Bad) => Reencoded,
        (Axis.Time, AxisLevel.Bad) => "Certificates expire after a year or two; a file signed without a time-stamp outlives its certificate.",
        (Axis.Coverage, _) => "Cameras and programs leave metadata out of the binding so that captions can be added later.",
        (Axis.Trust, _) => "Honest signers who never applied to a list are common.",
        _ => "",
    };
}
