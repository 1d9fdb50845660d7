namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>The first quantisation of one frequency, as far as the histogram shows one.</summary>
/// <param name="Frequency">Position in zigzag order.</param>
/// <param name="FirstStep">Q1, or 0 when none is seen.</param>
/// <param name="SecondStep">Q2.</param>
/// <param name="Share">Share α of blocks quantised twice.</param>
/// <param name="Gain">Mean log-likelihood gained per coefficient over "once", nats.</param>
/// <param name="ControlGain">The same on the control grid, which has no trace.</param>
/// <param name="LogRatio">ln P(x | once) − ln P(x | twice), by stored value −Limit … Limit or by bin of the coefficient.</param>
internal sealed record PrimaryEstimate(int Frequency, int FirstStep, int SecondStep, double Share, double Gain, double ControlGain, double[] LogRatio)
{
    // Steps up to that of quality 20 or so in the low frequencies; beyond, a picture is hardly worth a second save.
    private const int MaximumFirstStep = 60;

    // Share of blocks the model of "twice" may be wrong about (clipping, other decoders): bounds what one coefficient can say to ln(1/0.03) = 3.5.
    private const double Contamination = 0.03;

    // Least effect: a hundredth of a nat per coefficient, and three times what the trace-free control grid gives.
    private const double MinimumGain = 0.01;
    private const double ControlFactor = 3;

    /// <summary>Least share of the coefficients that show a step: it is that of a save which the greater part of the image went through.</summary>
    public const double LeastShare = 0.5;

    /// <summary>True when the double quantisation is seen.</summary>
    public bool IsSeen => FirstStep > 0 && Gain >= MinimumGain && Gain >= ControlFactor * ControlGain;

    public static PrimaryEstimate Of(int frequency, CoefficientStatistics statistics, int step)
    {
        var model = new QuantisationModel(statistics.Shifted[frequency], step, frequency == 0);
        var stored = Counts(statistics.Stored[frequency], model);
        var control = Counts(statistics.Control[frequency], model);
        PrimaryEstimate best = new(frequency, 0, step, 0, 0, 0, []);
        double bestControl = 0;
        for (var first = 1; first <= MaximumFirstStep; first++)
        {
            if (first == step) continue;
            var twice = model.Double(first);
            var (share, gain) = Mix(stored, model.Single, twice);
            bestControl = Math.Max(bestControl, Mix(control, model.Single, twice).Gain);
            // A multiple of the step may fit as well with a smaller share: 6 before 2 in a quarter of the coefficients has the histogram of 3 before 2 in all.
            if (share >= LeastShare && gain > best.Gain) best = best with { FirstStep = first, Share = share, Gain = gain };
        }
        return best with
        {
            ControlGain = bestControl,
            LogRatio = best.FirstStep == 0 ? [] : Ratio(model.Single, model.Double(best.FirstStep)),
        };
    }

    /// <summary>Counts of stored values −Limit … Limit; values beyond are left out.</summary>
    private static double[] Counts(double[] histogram, QuantisationModel model)
    {
        var counts = new double[2 * model.Limit + 1];
        for (var i = 0; i < histogram.Length; i++)
        {
            if (histogram[i] == 0) continue;
            // The middle of a bin lies strictly inside a cell, but a stored value lies on the left border of its bin.
            var u = (i + 0.25) / CoefficientStatistics.BinsPerUnit - CoefficientStatistics.Range;
            var x = (int)Math.Floor(u / model.Step + 0.5);
            if (Math.Abs(x) <= model.Limit) counts[x + model.Limit] += histogram[i];
        }
        return counts;
    }

    /// <summary>Maximum-likelihood share of the second distribution in a mixture of two (EM), and the gain over the first alone.</summary>
    internal static (double Share, double Gain) Mix(double[] counts, double[] once, double[] twice)
    {
        double share = 0.5, total = counts.Sum();
        if (total == 0) return (0, 0);
        for (var iteration = 0; iteration < 12; iteration++)
        {
            var sum = 0.0;
            for (var i = 0; i < counts.Length; i++)
                if (counts[i] > 0) sum += counts[i] * share * twice[i] / (share * twice[i] + (1 - share) * once[i]);
            share = sum / total;
        }
        var gain = 0.0;
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) gain += counts[i] * Math.Log((share * twice[i] + (1 - share) * once[i]) / once[i]);
        return (share, gain / total);
    }

    internal static double[] Ratio(double[] once, double[] twice) =>
        [.. once.Select((p, i) => Math.Log(p / ((1 - Contamination) * twice[i] + Contamination * p)))];
}
