using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Measures;

namespace Touchstone.Service.Measures.Jobs;

/// <summary>The figures of the queue; each condition has a name for <c>--only jobs:NAME</c>.</summary>
internal static class JobFigures
{
    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        (string Name, Func<MeasureRequest, CancellationToken, IAsyncEnumerable<Figure>> Take)[] conditions =
        [
            ("kills", KillFigures.TakeAsync),
            ("queue", QueueFigures.TakeAsync),
            ("workers", WorkerFigures.TakeAsync),
        ];
        foreach (var condition in conditions.Where(c => request.WantsCondition(c.Name)))
            await foreach (var figure in condition.Take(request, cancel)) yield return figure;
    }
}
