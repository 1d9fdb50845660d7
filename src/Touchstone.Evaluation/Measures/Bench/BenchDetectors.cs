using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>The detectors of the bench: those that read the pixels and coefficients of still images.</summary>
internal static class BenchDetectors
{
    /// <summary>The name of all of them together in rows and targets.</summary>
    internal const string Any = "any detector";

    /// <summary>Ids, in catalog order: the detectors of the folder Detectors/Image.</summary>
    internal static IReadOnlyList<string> Ids { get; } =
        [.. DetectorCatalog.All.Where(d => d.Kinds.Contains(MediaKind.Image) && d.GetType().Namespace!.Contains(".Detectors.Image.", StringComparison.Ordinal)).Select(d => d.Id)];

    /// <summary>Examines files with the bench alone, as many side by side as there are cores.</summary>
    internal static Task<IReadOnlyList<Examination>> ExamineAsync(MeasureRequest request, IReadOnlyList<string> paths, string what, CancellationToken cancel) =>
        Batch.ExamineAsync(request, paths, what, request.Pool(Environment.ProcessorCount) with { Detectors = Ids }, cancel);
}
