using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>A place where the spectrum begins or ceases to end sharply at one frequency.</summary>
/// <param name="Stretch">Number of the first stretch after it.</param>
/// <param name="EdgeHz">Where the spectrum of the narrow side ends.</param>
/// <param name="NarrowAfter">The narrow side comes after the place.</param>
/// <param name="Log10Nfa">Decimal logarithm of the number of false alarms in the whole recording.</param>
internal readonly record struct BandwidthJoin(int Stretch, double EdgeHz, bool NarrowAfter, double Log10Nfa);

/// <summary>Tests every place between two stretches for a change of the upper end of the spectrum, as a join of differently stored sound leaves it.</summary>
/// <remarks>
/// At every frequency a stretch is narrow (its spectrum falls off a cliff there and nothing rises beyond), wide (it goes on, above the quietest
/// stretches) or says nothing (a pause has nothing to cut off). If one chain stored the whole recording, the narrow stretches lie anywhere among the
/// wide ones: the number on one side of a place follows the hypergeometric law (Fisher's exact test). Number of false alarms = places × reaches ×
/// frequencies × two directions × P. Only places with nearly pure sides count: an encoder that drops its highest band now and then mixes them.
/// </remarks>
internal static class BandwidthStep
{
    private const double StepHz = 250;
    // Falls across a frequency, between the means of the 450 Hz on either side: an encoder's low-pass against 6–12 dB an octave in natural sound.
    private const float NarrowFallDb = 20, WideFallDb = 10;
    private const float AboveFloorDb = 10, RiseDb = 6;
    private const double FloorShare = 0.05;
    private const double Pure = 0.9;
    private const int LeastToASide = 4;
    private static readonly int[] Reaches = [8, 16, 32];

    /// <summary>The likeliest join at each place, best first; empty where too little sound can be told narrow from wide.</summary>
    internal static List<BandwidthJoin> Test(SoundFrames frames, CancellationToken cancel)
    {
        List<BandwidthJoin> found = [];
        var sums = Sums(frames.Spectra);
        var top = frames.MeanPower.Length * Bandwidth.HighestShare * frames.LineHz;
        var edges = 0;
        for (var hz = Bandwidth.LowestHz; hz + Bandwidth.SideHz <= top; hz += StepHz) edges++;
        for (var e = 0; e < edges; e++)
        {
            cancel.ThrowIfCancellationRequested();
            var hz = Bandwidth.LowestHz + e * StepHz;
            Scan(Decided(sums, hz / frames.LineHz, frames.LineHz), hz, edges, found);
        }
        found.Sort((a, b) => a.Log10Nfa != b.Log10Nfa ? a.Log10Nfa.CompareTo(b.Log10Nfa) : a.Stretch != b.Stretch ? a.Stretch.CompareTo(b.Stretch) : a.EdgeHz.CompareTo(b.EdgeHz));
        return found;
    }

    /// <summary>Of the places below a threshold, in order of time, each that is the best within reach: one join lowers its neighbours too.</summary>
    internal static List<BandwidthJoin> Joins(SoundFrames frames, List<BandwidthJoin> found, double threshold)
    {
        List<BandwidthJoin> joins = [];
        foreach (var join in found)
        {
            if (join.Log10Nfa > threshold) break;
            if (joins.TrueForAll(j => Math.Abs(j.Stretch - join.Stretch) > Reaches[1])) joins.Add(join with { EdgeHz = End(frames, join) });
        }
        joins.Sort((a, b) => a.Stretch.CompareTo(b.Stretch));
        return joins;
    }

    // Where the spectrum of the narrow side ends: many neighbouring frequencies lie on one cliff.
    private static double End(SoundFrames frames, BandwidthJoin join)
    {
        // The stretch beside the join may hold both sides.
        var first = Math.Max(0, join.NarrowAfter ? join.Stretch + 1 : join.Stretch - 1 - Reaches[0]);
        var power = new double[frames.MeanPower.Length];
        for (var i = first; i < Math.Min(frames.Spectra.Length, first + Reaches[0]); i++)
        {
            for (var k = 0; k < power.Length; k++) power[k] += frames.Spectra[i][k];
        }
        return Bandwidth.CutOff(power, frames.LineHz) ?? join.EdgeHz;
    }

    // Running sums of the lines in dB, so that the mean of any range costs two look-ups.
    private static float[][] Sums(float[][] spectra)
    {
        var sums = new float[spectra.Length][];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = new float[spectra[i].Length + 1];
            double sum = 0;
            for (var k = 0; k < spectra[i].Length; k++) sums[i][k + 1] = (float)(sum += 10 * Math.Log10(spectra[i][k] + 1e-16));
        }
        return sums;
    }

    // The stretches that are narrow or wide at this frequency, in order of time.
    private static List<(int Stretch, bool Narrow)> Decided(float[][] sums, double line, double lineHz)
    {
        List<(int, bool)> decided = [];
        if (sums.Length == 0) return decided;
        var (side, gap) = (Bandwidth.SideHz / lineHz, Bandwidth.GapHz / lineHz);
        var last = (int)((sums[0].Length - 1) * Bandwidth.HighestShare);
        float Mean(int i, double from, double to) => (sums[i][(int)to] - sums[i][(int)from]) / ((int)to - (int)from);
        var above = new float[sums.Length];
        for (var i = 0; i < above.Length; i++) above[i] = Mean(i, line + gap, line + side);
        var floor = OrderStatistics.Quantile([.. above], FloorShare);
        for (var i = 0; i < above.Length; i++)
        {
            var fall = Mean(i, line - side, line - gap) - above[i];
            if (fall >= NarrowFallDb && Mean(i, line + gap, last) < above[i] + RiseDb) decided.Add((i, true));
            else if (fall <= WideFallDb && above[i] >= floor + AboveFloorDb) decided.Add((i, false));
        }
        return decided;
    }

    private static void Scan(List<(int Stretch, bool Narrow)> decided, double hz, int edges, List<BandwidthJoin> found)
    {
        var places = decided.Count - 2 * LeastToASide + 1;
        if (places <= 0) return;
        var narrow = new int[decided.Count + 1];
        for (var i = 0; i < decided.Count; i++) narrow[i + 1] = narrow[i] + (decided[i].Narrow ? 1 : 0);
        if (narrow[^1] < LeastToASide || decided.Count - narrow[^1] < LeastToASide) return;
        var tests = Math.Log10((double)places * Reaches.Length * edges * 2);
        for (var p = LeastToASide; p <= decided.Count - LeastToASide; p++)
        {
            foreach (var reach in Reaches)
            {
                var (from, to) = (Math.Max(0, p - reach), Math.Min(decided.Count, p + reach));
                var (before, after) = (p - from, to - p);
                var (inBefore, inAfter) = (narrow[p] - narrow[from], narrow[to] - narrow[p]);
                var narrowAfter = inAfter >= Pure * after && inBefore <= (1 - Pure) * before;
                if (!narrowAfter && !(inBefore >= Pure * before && inAfter <= (1 - Pure) * after)) continue;
                var log = narrowAfter ? Log10Tail(after, inAfter, before, inBefore) : Log10Tail(before, inBefore, after, inAfter);
                found.Add(new BandwidthJoin(decided[p].Stretch, hz, narrowAfter, tests + log));
            }
        }
    }

    // P(at least so many of the narrow ones among the first): sum of the hypergeometric law.
    private static double Log10Tail(int first, int narrowInFirst, int second, int narrowInSecond)
    {
        var narrow = narrowInFirst + narrowInSecond;
        double sum = 0;
        for (var k = narrowInFirst; k <= Math.Min(first, narrow); k++)
            sum += Math.Exp(Choose(first, k) + Choose(second, narrow - k) - Choose(first + second, narrow));
        return Math.Log10(Math.Max(sum, 1e-300));
    }

    private static double Choose(int n, int k) => SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(k + 1) - SpecialFunctions.LogGamma(n - k + 1);
}
