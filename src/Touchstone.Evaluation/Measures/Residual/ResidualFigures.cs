using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures.Residual;

/// <summary>The figures of what describes and never alarms: maps of the residual, cues of synthesis, views of block grids.</summary>
internal static class ResidualFigures
{
    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (request.WantsCondition("synthesis"))
            foreach (var figure in await Task.Run(() => SynthesisFigures.Measure(request, cancel).ToList(), cancel)) yield return figure;
        if (request.WantsCondition("maps"))
            await foreach (var figure in DescriptiveMaps.MeasureAsync(request, cancel)) yield return figure;
        if (request.WantsCondition("grids"))
            await foreach (var figure in GridViewFigures.MeasureAsync(request, cancel)) yield return figure;
        if (request.WantsCondition("chains"))
            await foreach (var figure in SaveChainFigures.MeasureAsync(request, cancel)) yield return figure;
    }
}
