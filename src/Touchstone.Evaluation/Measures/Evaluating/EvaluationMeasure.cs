using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>The figures of the evaluation: whether its statistics, gates and alarms keep what they promise.</summary>
public static class EvaluationMeasure
{
    /// <summary>Takes the figures in order; each is handed out as soon as it is known.</summary>
    public static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        Func<MeasureRequest, CancellationToken, IAsyncEnumerable<Figure>>[] parts =
        [
            DataFigures.MeasureAsync,
            FitFigures.MeasureAsync,
            GateFigures.MeasureAsync,
            MakeFigures.MeasureAsync,
            StatsFigures.MeasureAsync,
        ];
        foreach (var part in parts)
            await foreach (var figure in part(request, cancel)) yield return figure;
    }
}
