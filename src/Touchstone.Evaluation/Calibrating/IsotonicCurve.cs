using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Any rising curve, by pooling adjacent violators (Zadrozny &amp; Elkan 2002; Brümmer &amp; du Preez 2006, section 5).</summary>
internal static class IsotonicCurve
{
    internal static Curve Fit(Curve.Sample sample)
    {
        var (scores, shares, masses) = Merge(sample);
        var fitted = new double[scores.Length];
        IsotonicRegression.Fit(shares, masses, fitted);
        // A pure block carries what one case of the other class, not seen yet, would leave of it.
        var (highest, lowest) = (Math.Log(Total(sample, false) + 1), -Math.Log(Total(sample, true) + 1));
        double[] llr = [.. fitted.Select(p => Math.Clamp(Math.Log(p) - Math.Log(1 - p), lowest, highest))];
        // Two places a block: its first and its last score.
        int[] bends = [.. Enumerable.Range(0, llr.Length).Where(i => i == 0 || i == llr.Length - 1 || llr[i] != llr[i - 1] || llr[i] != llr[i + 1])];
        var (places, values) = (bends.Select(i => scores[i]).ToArray(), bends.Select(i => llr[i]).ToArray());
        return new Curve(CurveKind.Isotonic, new Dictionary<string, double> { ["blocks"] = values.Distinct().Count() }, places, s => Interpolate(places, values, s));
    }

    /// <summary>Straight lines between places, constant beyond them.</summary>
    internal static double Interpolate(double[] places, double[] values, double at)
    {
        var found = Array.BinarySearch(places, at);
        if (found >= 0) return values[found];
        var next = ~found;
        if (next == 0) return values[0];
        if (next == places.Length) return values[^1];
        return values[next - 1] + (values[next] - values[next - 1]) * ((at - places[next - 1]) / (places[next] - places[next - 1]));
    }

    /// <summary>Distinct scores of drawn cases with the manipulated share and the mass of each, classes balanced.</summary>
    private static (double[] Scores, double[] Shares, double[] Masses) Merge(Curve.Sample sample)
    {
        var weights = sample.Balanced();
        int[] order = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0)];
        Array.Sort([.. order.Select(i => sample.Cases.Scores[i])], order);
        var (scores, shares, masses) = (new List<double>(order.Length), new List<double>(order.Length), new List<double>(order.Length));
        for (var start = 0; start < order.Length;)
        {
            var score = sample.Cases.Scores[order[start]];
            double manipulated = 0, mass = 0;
            for (; start < order.Length && sample.Cases.Scores[order[start]] == score; start++)
            {
                mass += weights[order[start]];
                if (sample.Cases.Manipulated[order[start]]) manipulated += weights[order[start]];
            }
            scores.Add(score);
            shares.Add(manipulated / mass);
            masses.Add(mass);
        }
        return ([.. scores], [.. shares], [.. masses]);
    }

    private static double Total(Curve.Sample sample, bool manipulated)
    {
        double sum = 0;
        for (var i = 0; i < sample.Mass.Length; i++)
            if (sample.Cases.Manipulated[i] == manipulated) sum += sample.Mass[i];
        return sum;
    }
}
