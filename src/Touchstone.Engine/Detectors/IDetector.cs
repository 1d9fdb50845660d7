using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors;

/// <summary>One method that reads one trace and answers one question. Pure: the same specimen under the same circumstances gives the same finding, bit for bit.</summary>
public interface IDetector
{
    /// <summary>The detector's id: the name of its folder and class.</summary>
    string Id { get; }

    /// <summary>Version; raised with every change of behaviour.</summary>
    string Version { get; }

    /// <summary>The question it answers.</summary>
    Question Question { get; }

    /// <summary>The kinds of media it may be asked about; for others it is not run and not listed.</summary>
    IReadOnlyList<MediaKind> Kinds { get; }

    /// <summary>Measures, abstains with a reason, or fails with a code; never throws for what the specimen is.</summary>
    /// <param name="specimen">The specimen; its views are shared with other detectors.</param>
    /// <param name="circumstances">What a finding may depend on beside the bytes.</param>
    /// <param name="cancel">Checked per tile, frame or block.</param>
    Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel);
}
