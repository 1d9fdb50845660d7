using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>A possible join between two pauses, and how often chance alone would make the background step so far there.</summary>
/// <param name="Index">Number of the first pause after it.</param>
/// <param name="Log10Nfa">Decimal logarithm of the number of false alarms in the whole recording.</param>
/// <param name="Feature">The band (or the DC offset, last) that steps furthest.</param>
/// <param name="Step">After minus before, dB (offset: 16-bit steps).</param>
internal readonly record struct StepCandidate(int Index, double Log10Nfa, int Feature, double Step);

/// <summary>Tests every place between two pauses for a step of the background.</summary>
/// <remarks>
/// At each place the pauses before and after, as many as <see cref="Reaches"/> says to a side, are compared band by band by Student's t with pooled
/// variance. Number of false alarms = places × reaches × features × P(|t|): Bonferroni over all tests, so that the expected number of alarms in a
/// recording whose background is steady does not pass the threshold (Desolneux, Moisan and Morel 2000). The variance is never taken below what
/// the estimate of a noise power varies by itself, and is widened by the correlation of neighbouring pauses.
/// </remarks>
internal static class NoiseStep
{
    internal const int LeastToASide = 4;

    // Twelve pauses to a side for power; six, so that the two ends of a short insertion do not stand in each other's way.
    internal static readonly int[] Reaches = [6, 12];

    // One dB power estimate from n independent lines varies by (10/ln 10)²·ψ′(n) ≈ 18.9/n; three Hann windows at half overlap count as two.
    private const double DbVarianceOfOneLine = 18.86;
    private const double IndependentWindows = 2;
    // A steady background spreads by 1 to 2 dB of estimate and as much of its own; a few pauses show up to 1.6 times that. Valleys that
    // spread further hold voice, which is no background: such a band is not compared.
    private const double SteadyDb = 4;
    // Uniform quantisation to 16 bits varies by 1/12 step; the mean of 96 ms is finer, so this is generous.
    private const double LeastOffsetVariance = 1.0 / 12;

    internal static List<StepCandidate> Test(List<Pause> pauses, int[] lines, CancellationToken cancel)
    {
        List<StepCandidate> steps = [];
        var places = Math.Max(0, pauses.Count - 2 * LeastToASide + 1);
        for (var index = LeastToASide; index <= pauses.Count - LeastToASide; index++)
        {
            cancel.ThrowIfCancellationRequested();
            steps.Add(Reaches.Select(reach => At(pauses, index, reach, lines, places * Reaches.Length)).MinBy(step => step.Log10Nfa));
        }
        return steps;
    }

    private static StepCandidate At(List<Pause> pauses, int index, int reach, int[] lines, int comparisons)
    {
        var (from, to) = (Math.Max(0, index - reach), Math.Min(pauses.Count, index + reach));
        var (before, after) = (index - from, to - index);
        var features = lines.Length + 1;
        var best = new StepCandidate(index, double.MaxValue, 0, 0);
        var widening = Widening(pauses, from, index, to, features);
        for (var f = 0; f < features; f++)
        {
            var (meanBefore, squaresBefore) = Moments(pauses, from, index, f);
            var (meanAfter, squaresAfter) = Moments(pauses, index, to, f);
            var degrees = before + after - 2;
            if (f < lines.Length && Math.Max(squaresBefore / (before - 1), squaresAfter / (after - 1)) > SteadyDb * SteadyDb) continue;
            var least = f < lines.Length ? DbVarianceOfOneLine / (Math.Max(1, lines[f]) * IndependentWindows) : LeastOffsetVariance;
            var variance = Math.Max(least, (squaresBefore + squaresAfter) / degrees) * widening;
            var t = (meanAfter - meanBefore) / Math.Sqrt(variance * (1.0 / before + 1.0 / after));
            var log = Math.Log10((double)comparisons * features) + Math.Log10(Math.Max(StudentT.TwoSided(t, degrees), 1e-300));
            if (log < best.Log10Nfa) best = new StepCandidate(index, log, f, meanAfter - meanBefore);
        }
        return best;
    }

    // Neighbouring pauses share a breath or an echo: the variance of a mean of AR(1) values is (1 + ρ)/(1 − ρ) times that of independent ones.
    private static double Widening(List<Pause> pauses, int from, int index, int to, int features)
    {
        double products = 0, squares = 0;
        for (var f = 0; f < features - 1; f++)
        {
            var (before, _) = Moments(pauses, from, index, f);
            var (after, _) = Moments(pauses, index, to, f);
            for (var i = from; i < to; i++)
            {
                var here = pauses[i].Features[f] - (i < index ? before : after);
                squares += here * here;
                if (i + 1 < to && i + 1 != index) products += here * (pauses[i + 1].Features[f] - (i + 1 < index ? before : after));
            }
        }
        var observed = squares > 0 ? products / squares : 0;
        // Taking the means out lowers the observed correlation by (1 + 4ρ)/n (Marriott and Pope 1954): put back, to first order.
        var side = (to - from) / 2.0;
        var correlation = Math.Clamp(observed + (1 + 4 * observed) / side, 0, 0.8);
        return (1 + correlation) / (1 - correlation);
    }

    private static (double Mean, double Squares) Moments(List<Pause> pauses, int from, int to, int feature)
    {
        double mean = 0, squares = 0;
        for (var i = from; i < to; i++) mean += pauses[i].Features[feature] / (to - from);
        for (var i = from; i < to; i++) squares += (pauses[i].Features[feature] - mean) * (pauses[i].Features[feature] - mean);
        return (mean, squares);
    }
}
