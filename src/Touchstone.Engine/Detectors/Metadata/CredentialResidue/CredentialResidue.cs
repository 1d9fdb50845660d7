using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Provenance.Residue;

namespace Touchstone.Engine.Detectors.Metadata.CredentialResidue;

/// <summary>Tells a file whose credentials were removed, moved or left elsewhere from one that never had any.</summary>
public sealed class CredentialResidue : IDetector
{
    private const string Dropped = "Services and converters drop what they do not know, without anyone meaning to.";
    private const string Moved = "A program copied the metadata of one version into another and signed again.";
    private const string Elsewhere = "Keeping the manifest on a server is a way the specification provides.";

    /// <inheritdoc/>
    public string Id => nameof(CredentialResidue);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.Provenance;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image, MediaKind.Audio, MediaKind.Video, MediaKind.Document];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(circumstances);
        var found = circumstances.CredentialsOf(specimen, cancel).Residue;
        if (found.Count == 0)
            return this.NotApplicable(Codes.NotApplicableNoTrace, "Nothing in the file points to credentials that are not there. Whoever removes credentials can remove such traces as well.");
        List<Observation> observations = [.. found.Select(f => new Observation(f.Code, WeightOf(f.Code), f.Text, Innocent(f.Code), f.Offset)).OrderByDescending(o => o.Weight)];
        return this.Measured(observations[0].Text) with
        {
            Scores = [new Score("traces of missing credentials", observations.Count(o => o.Weight == Weight.Anomaly), "traces", Direction.HigherSupportsManipulation, 1)],
            Observations = observations,
        };
    }

    private static Weight WeightOf(string code) => code is ResidueCode.RemoteOnly or ResidueCode.Namespace ? Weight.Note : Weight.Anomaly;

    private static string Innocent(string code) => code switch
    {
        ResidueCode.LabelNotInStore => Moved,
        ResidueCode.RemoteOnly => Elsewhere,
        _ => Dropped,
    };
}
