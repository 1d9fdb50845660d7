using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Measures.Bench.Peers;
using Touchstone.Evaluation.Measures.Bench.Repeats;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>The figures of the image examiner's bench: false alarms, localisation, steadiness, time, peers.</summary>
public static class ImageMeasure
{
    /// <summary>Takes the figures in order; each is handed out as soon as it is known.</summary>
    public static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        // A further group of figures is a class with MeasureAsync and one line here. Time first: nothing else has warmed or filled the machine.
        (string Name, Func<MeasureRequest, CancellationToken, IAsyncEnumerable<Figure>> Take)[] parts =
        [
            ("time", TimeFigures.MeasureAsync),
            ("false-alarms", FalseAlarmFigures.MeasureAsync),
            ("manipulations", ManipulationFigures.MeasureAsync),
            ("origin", CopyOriginFigures.MeasureAsync),
            ("similar", Similar.SimilarFigures.MeasureAsync),
            ("repeat", RepeatFigures.MeasureAsync),
            ("peers", PeerFigures.MeasureAsync),
            ("sensor", Sensor.SensorFigures.MeasureAsync),
            ("residual", Residual.ResidualFigures.MeasureAsync),
        ];
        if (request.Only.Length == 0) yield return BenchPhoto.Found(request);
        foreach (var part in parts.Where(p => request.Wants(p.Name)))
            await foreach (var figure in part.Take(request, cancel)) yield return figure;
    }
}
