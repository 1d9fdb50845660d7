using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Plots;

/// <summary>One detector's cases as a curve of a plot.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="Tally">Its answered cases.</param>
public sealed record PlotCurve(string Name, ScoreTally Tally);

/// <summary>Plots of the order of scores: ROC, DET and the scores themselves. Each gives SVG, the same bytes for the same cases.</summary>
public static class ScorePlots
{
    private const int MostCurves = 4;
    private const int HistogramBins = 40;

    private static readonly Stroke[] Strokes =
    [
        Stroke.Plain, new Stroke("#b4500a", ScottPlot.LinePattern.Dashed, 2, "8 5"), new Stroke("#1c5f9e", ScottPlot.LinePattern.DenselyDashed, 2, "4 3"), new Stroke("#5b3fa8", ScottPlot.LinePattern.Dotted, 2, "2 3"),
    ];

    /// <summary>Receiver operating characteristic (Fawcett 2006): true-positive against false-positive rate over all thresholds; the diagonal is chance.</summary>
    /// <param name="curves">At most four are drawn; a curve without both classes is left out.</param>
    public static byte[] Roc(IReadOnlyList<PlotCurve> curves)
    {
        using var sheet = new PlotSheet("ROC", PlotAxis.Share("False-positive rate"), PlotAxis.Share("True-positive rate"));
        sheet.Line([0, 1], [0, 1], Stroke.Reference);
        foreach (var (curve, stroke) in Drawn(curves))
        {
            var (fpr, tpr) = Rates(curve.Tally);
            sheet.Line(fpr, tpr, stroke, curve.Name);
        }
        return sheet.Svg();
    }

    /// <summary>Detection error trade-off (Martin et al. 1997): misses against false alarms on normal-deviate axes, where normal scores give straight lines.</summary>
    /// <param name="curves">At most four are drawn; a curve without both classes is left out.</param>
    public static byte[] Det(IReadOnlyList<PlotCurve> curves)
    {
        var (x, y) = (PlotAxis.Probit("False alarms"), PlotAxis.Probit("Misses"));
        using var sheet = new PlotSheet("DET", x, y);
        sheet.Line([x.From, x.To], [y.From, y.To], Stroke.Reference);
        foreach (var (curve, stroke) in Drawn(curves))
        {
            var (fpr, tpr) = Rates(curve.Tally);
            double Deviate(double rate) => Normal.Quantile(Math.Clamp(rate, 1e-5, 1 - 1e-5));
            sheet.Line([.. fpr.Select(Deviate)], [.. tpr.Select(t => Deviate(1 - t))], stroke, curve.Name);
        }
        return sheet.Svg();
    }

    /// <summary>Share of each class over the score.</summary>
    /// <param name="tally">Answered cases.</param>
    /// <param name="unit">Name and unit of the score.</param>
    /// <param name="threshold">The detector's own or the gate's threshold, or NaN.</param>
    public static byte[] Histogram(ScoreTally tally, string unit, double threshold)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var finite = tally.Scores.ToArray().Where(double.IsFinite).ToArray();
        var (from, to) = finite.Length == 0 ? (0, 1) : (finite[0], finite[^1]);
        if (!(to > from)) (from, to) = (from - 0.5, to + 0.5);
        var (authentic, manipulated) = (new double[HistogramBins], new double[HistogramBins]);
        for (var i = 0; i < tally.Scores.Length; i++)
        {
            var bin = (int)Math.Clamp((tally.Scores[i] - from) / (to - from) * HistogramBins, 0, HistogramBins - 1);
            if (tally.AuthenticTotal > 0) authentic[bin] += tally.Authentic[i] / (double)tally.AuthenticTotal;
            if (tally.ManipulatedTotal > 0) manipulated[bin] += tally.Manipulated[i] / (double)tally.ManipulatedTotal;
        }
        var highest = Math.Max(0.05, authentic.Concat(manipulated).Max() * 1.08);
        using var sheet = new PlotSheet("Scores", PlotAxis.Linear(unit, from, to), PlotAxis.Linear("Share of the class per bin", 0, highest));
        Bars(sheet, authentic, from, to, Stroke.Authentic, true);
        Bars(sheet, manipulated, from, to, Stroke.Manipulated, false);
        sheet.Name($"authentic ({tally.AuthenticTotal:N0})", Stroke.Authentic);
        sheet.Name($"manipulated ({tally.ManipulatedTotal:N0})", Stroke.Manipulated);
        if (double.IsFinite(threshold) && threshold >= from && threshold <= to) sheet.Line([threshold, threshold], [0, highest], Stroke.Reference, "threshold");
        return sheet.Svg();
    }

    private static void Bars(PlotSheet sheet, double[] shares, double from, double to, Stroke stroke, bool filled)
    {
        var width = (to - from) / shares.Length;
        for (var i = 0; i < shares.Length; i++)
            if (shares[i] > 0) sheet.Box(from + i * width, from + (i + 1) * width, 0, shares[i], stroke, filled);
    }

    private static IEnumerable<(PlotCurve Curve, Stroke Stroke)> Drawn(IReadOnlyList<PlotCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return curves.Where(c => c.Tally.HasBoth).Take(MostCurves).Select((c, i) => (c, Strokes[i]));
    }

    /// <summary>Rates called manipulated at every threshold, from none to all.</summary>
    private static (double[] Fpr, double[] Tpr) Rates(ScoreTally tally)
    {
        var (fpr, tpr) = (new List<double> { 0 }, new List<double> { 0 });
        long positives = 0, alarms = 0;
        for (var i = tally.Scores.Length - 1; i >= 0; i--)
        {
            positives += tally.Manipulated[i];
            alarms += tally.Authentic[i];
            fpr.Add((double)alarms / tally.AuthenticTotal);
            tpr.Add((double)positives / tally.ManipulatedTotal);
        }
        return ([.. fpr], [.. tpr]);
    }
}
