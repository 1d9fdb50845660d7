using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures;

/// <summary>The figures of the spine: coverage of real material, localisation, damage, steadiness, speed.</summary>
public static class SpineMeasure
{
    /// <summary>Takes the figures in order; each is handed out as soon as it is known.</summary>
    public static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Speed first: nothing else has warmed or filled the machine.
        IAsyncEnumerable<Figure>[] parts =
        [
            SpeedFigures.MeasureAsync(request, cancel),
            SteadinessFigures.MeasureAsync(request, cancel),
            MutationFigures.MeasureAsync(request, cancel),
            CoverageFigures.MeasureAsync(request, cancel),
            LocalisationFigures.MeasureAsync(request, cancel),
        ];
        foreach (var part in parts)
            await foreach (var figure in part) yield return figure;
    }
}
