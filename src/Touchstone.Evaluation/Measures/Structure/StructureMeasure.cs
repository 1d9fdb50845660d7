using System.Runtime.CompilerServices;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>The figures of what is read from how a file is written: profiles of known files, known applications; and of the geometry of marked lines.</summary>
public static class StructureMeasure
{
    /// <summary>Takes the figures in order; each is handed out as soon as it is known.</summary>
    public static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string Name, Func<MeasureRequest, CancellationToken, IEnumerable<Figure>> Take)[] parts =
        [
            ("profiles", ProfileFigures.Measure),
            ("applications", ApplicationFigures.Measure),
            ("geometry", GeometryFigures.Measure),
            ("damage", DamageFigures.Measure),
        ];
        foreach (var part in parts.Where(p => request.Wants(p.Name)))
        {
            foreach (var figure in part.Take(request, cancel))
            {
                yield return figure;
                await Task.Yield();
            }
        }
    }
}
