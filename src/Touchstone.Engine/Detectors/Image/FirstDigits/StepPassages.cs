using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.FirstDigits;

/// <summary>Where the multiples of one step go when the samples are rounded and quantised by another step; each pair of steps is worked out once.</summary>
/// <remarks>The model of one save carried through another: T. Bianchi, A. De Rosa, A. Piva, ICASSP 2011.</remarks>
internal sealed class StepPassages
{
    /// <summary>Deviation of a coefficient between two saves: samples are rounded, in colour three times over (1/12 and 0.447/12, as in DoubleJpeg).</summary>
    private const double RoundingNoise = 0.4;

    private readonly Dictionary<(int From, int To), Share[]> _known = [];

    /// <summary>The masses of the multiples of one step, from 0 up, as masses of the multiples of another.</summary>
    /// <param name="masses">Mass of 0, 1, 2 … times <paramref name="from"/>.</param>
    /// <param name="from">Step of the earlier save.</param>
    /// <param name="to">Step of the later one.</param>
    /// <returns>Mass of 0, 1, 2 … times <paramref name="to"/>, up to <see cref="SavedFrequency.Limit"/>.</returns>
    internal double[] Pass(double[] masses, int from, int to)
    {
        if (!_known.TryGetValue((from, to), out var shares)) _known[(from, to)] = shares = [.. SharesOf(from, to)];
        var passed = new double[SavedFrequency.Limit / to + 1];
        foreach (var share in shares)
            if (share.Source < masses.Length) passed[share.Target] += masses[share.Source] * share.Part;
        return passed;
    }

    private static IEnumerable<Share> SharesOf(int from, int to)
    {
        for (var m = 0; m <= SavedFrequency.Limit / from; m++)
        {
            var centre = (double)m * from;
            var first = (int)Math.Floor((centre - 4 * RoundingNoise) / to + 0.5);
            var last = (int)Math.Floor((centre + 4 * RoundingNoise) / to + 0.5);
            for (var x = first; x <= last; x++)
                if (Math.Abs(x) <= SavedFrequency.Limit / to)
                    yield return new Share(m, Math.Abs(x), first == last ? 1 : Normal.Cdf((to * (x + 0.5) - centre) / RoundingNoise) - Normal.Cdf((to * (x - 0.5) - centre) / RoundingNoise));
        }
    }

    private readonly record struct Share(int Source, int Target, double Part);
}
