using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Any rising curve, by pooling adjacent violators (Zadrozny &amp; Elkan 2002; Brümmer &amp; du Preez 2006, section 5).</summary>
internal static class IsotonicCurve
{
    internal static Curve Fit(Curve.Sample sample)
    {
        var (scores, manipulated, authentic) = Merge(sample);
        var ends = new int[scores.Length];
        var blocks = PoolAdjacentViolators.Pool(manipulated, authentic, ends);
        // A pure block carries what one case of the other class, not seen yet, would leave of it.
        var (highest, lowest) = (Math.Log(Total(sample, false) + 1), -Math.Log(Total(sample, true) + 1));
        var (places, values) = (new List<double>(), new List<double>());
        for (var b = 0; b < blocks; b++)
        {
            var llr = Math.Clamp(Math.Log(manipulated[b]) - Math.Log(authentic[b]), lowest, highest);
            var (first, last) = (b == 0 ? 0 : ends[b - 1], ends[b] - 1);
            // Two places a block: its first and its last score.
            foreach (var place in first == last ? [first] : new[] { first, last })
            {
                places.Add(scores[place]);
                values.Add(llr);
            }
        }
        return new Curve(CurveKind.Isotonic, new Dictionary<string, double> { ["blocks"] = values.Distinct().Count() }, [.. places], Interpolated([.. places], [.. values]));
    }

    private static Func<double, double> Interpolated(double[] places, double[] values) => s => Interpolate(places, values, s);

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

    /// <summary>Distinct scores of drawn cases with the mass of each class at each, classes balanced.</summary>
    private static (double[] Scores, double[] Manipulated, double[] Authentic) Merge(Curve.Sample sample)
    {
        var weights = sample.Balanced();
        int[] order = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0)];
        Array.Sort([.. order.Select(i => sample.Cases.Scores[i])], order);
        var (scores, manipulated, authentic) = (new List<double>(order.Length), new List<double>(order.Length), new List<double>(order.Length));
        for (var start = 0; start < order.Length;)
        {
            var score = sample.Cases.Scores[order[start]];
            double yes = 0, no = 0;
            for (; start < order.Length && sample.Cases.Scores[order[start]] == score; start++)
            {
                if (sample.Cases.Manipulated[order[start]]) yes += weights[order[start]];
                else no += weights[order[start]];
            }
            scores.Add(score);
            manipulated.Add(yes);
            authentic.Add(no);
        }
        return ([.. scores], [.. manipulated], [.. authentic]);
    }

    private static double Total(Curve.Sample sample, bool manipulated)
    {
        double sum = 0;
        for (var i = 0; i < sample.Mass.Length; i++)
            if (sample.Cases.Manipulated[i] == manipulated) sum += sample.Mass[i];
        return sum;
    }
}
