using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Media;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>The detectors of the bench: those that read the pixels and coefficients of still images.</summary>
internal static class BenchDetectors
{
    /// <summary>The name of all of them together in rows and targets.</summary>
    internal const string Any = "any detector";

    /// <summary>Ids, in catalog order: the detectors of the folder Detectors/Image.</summary>
    internal static IReadOnlyList<string> Ids { get; } =
        [.. DetectorCatalog.All.Where(d => d.Kinds.Contains(MediaKind.Image) && d.GetType().Namespace!.Contains(".Detectors.Image.", StringComparison.Ordinal)).Select(d => d.Id)];

    /// <summary>Processes that examine with the bench alone, as many side by side as there are cores; one pool for all conditions of a part.</summary>
    internal static ExaminationPool Pool(MeasureRequest request) => new(request.Pool(Environment.ProcessorCount) with { Detectors = Ids }, TimeProvider.System);

    /// <summary>Examines files in such a pool.</summary>
    internal static Task<IReadOnlyList<Examination>> ExamineAsync(MeasureRequest request, ExaminationPool pool, IReadOnlyList<string> paths, string what, CancellationToken cancel) =>
        Batch.ExamineAsync(request, paths, what, pool, Environment.ProcessorCount, cancel);
}
