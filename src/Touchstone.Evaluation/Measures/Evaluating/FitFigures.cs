using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Whether calibration, thresholds and drift statistics keep what they promise, by simulation with known truth.</summary>
internal static class FitFigures
{
    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        IEnumerable<Figure>[] parts = [CalibrationFigures.Take(request, cancel), ThresholdFigures.Take(request, cancel), DriftFigures.Take(request, cancel)];
        foreach (var part in parts)
        {
            foreach (var figure in part)
            {
                yield return figure;
                await Task.Yield();
            }
        }
    }
}
