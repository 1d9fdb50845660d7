using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Measures;
using Touchstone.Service.Measures.Jobs;

namespace Touchstone.Service.Measures;

/// <summary>The figures of the service; each part has a name for <c>--only</c>.</summary>
public static class ServiceMeasure
{
    /// <summary>Takes the figures of the parts that are wanted.</summary>
    public static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string Name, Func<MeasureRequest, CancellationToken, IAsyncEnumerable<Figure>> Take)[] parts =
        [
            ("http", HttpFigures.TakeAsync),
            ("jobs", JobFigures.TakeAsync),
            ("journal", JournalFigures.TakeAsync),
            ("replay", ReplayFigures.TakeAsync),
        ];
        foreach (var part in parts.Where(p => request.Wants(p.Name)))
            await foreach (var figure in part.Take(request, cancel)) yield return figure;
    }
}
