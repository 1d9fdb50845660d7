using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>The interval that goes with a calibration curve.</summary>
/// <remarks>
/// Two statements are joined, the wider end of each counts. Drawing clusters with replacement and fitting again says what chance does to
/// the curve, but believes its shape and says little at the ends, where every draw agrees. Venn–Abers believes no shape and is widest
/// where data are few, but knows of no clusters and is no 95 % statement. Neither alone is cautious enough to flag or clear by.
/// </remarks>
internal static class CurveInterval
{
    internal static CalibrationKnot[] Knots(Curve curve, CaseSet cases, EvidenceBounds bounds, FitTerms terms)
    {
        var places = curve.Places;
        var drawn = Draws(curve.Kind, cases, places, terms);
        var abers = new VennAbers(cases);
        var (lower, upper) = (new double[places.Length], new double[places.Length]);
        double[] value = [.. places.Select(p => bounds.Cut(curve.Llr(p)))];
        for (var k = 0; k < places.Length; k++)
        {
            Array.Sort(drawn[k]);
            var (least, most) = abers.Llr(places[k]);
            lower[k] = bounds.Cut(Math.Min(Math.Min(drawn[k][(int)(0.025 * drawn[k].Length)], least), value[k]));
            upper[k] = bounds.Cut(Math.Max(Math.Max(drawn[k][(int)(0.975 * drawn[k].Length)], most), value[k]));
        }
        // The ends must not fall either; each is moved outwards where it would.
        for (var k = places.Length - 2; k >= 0; k--) lower[k] = Math.Min(lower[k], lower[k + 1]);
        for (var k = 1; k < places.Length; k++) upper[k] = Math.Max(upper[k], upper[k - 1]);
        return [.. places.Select((p, k) => new CalibrationKnot(p, value[k], lower[k], upper[k]))];
    }

    /// <summary>The curve at each place in each draw of clusters [places][draws].</summary>
    private static double[][] Draws(CurveKind kind, CaseSet cases, double[] places, FitTerms terms)
    {
        var chance = new Seeded(terms.Seed + 1);
        var clusters = cases.Clusters.Max() + 1;
        var drawn = places.Select(_ => new double[terms.Draws]).ToArray();
        for (var d = 0; d < terms.Draws;)
        {
            var counts = new double[clusters];
            for (var c = 0; c < clusters; c++) counts[chance.NextInt(clusters)]++;
            double[] mass = [.. cases.Clusters.Select(c => counts[c])];
            // A draw without one of the classes says nothing about a ratio of the two.
            if (!HasBoth(cases.Manipulated, mass)) continue;
            var curve = Curve.Fit(kind, new Curve.Sample(cases, mass));
            for (var k = 0; k < places.Length; k++) drawn[k][d] = curve.Llr(places[k]);
            d++;
        }
        return drawn;
    }

    internal static bool HasBoth(bool[] manipulated, double[] mass)
    {
        var (one, other) = (false, false);
        for (var i = 0; i < mass.Length; i++)
        {
            if (mass[i] <= 0) continue;
            if (manipulated[i]) one = true;
            else other = true;
        }
        return one && other;
    }
}
