using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures;

/// <summary>The figures of the spine: speed, steadiness, damage, real material, localisation.</summary>
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
            MaterialFigures.MeasureAsync(request, cancel),
            LocalisationFigures.MeasureAsync(request, cancel),
        ];
        foreach (var part in parts)
            await foreach (var figure in part) yield return figure;
    }
}
