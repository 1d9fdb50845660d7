using System.Numerics;

namespace Touchstone.Media.Audio;

/// <summary>Polyphase resampling by a Kaiser-windowed sinc (Kaiser 1974; Crochiere and Rabiner 1983, chapter 2).</summary>
/// <remarks>
/// Output sample n lies at input position n·M/L, L/M the reduced ratio of the rates. The prototype is a sinc cut at 0.94 of the lower
/// Nyquist frequency under a Kaiser window with β = 0.1102·(100 − 8.7) = 10.06 (stop band 100 dB) that spans 50 zero crossings to each side.
/// By Kaiser's length formula the transition is (100 − 8)/(2.285·2π·50) = 0.128 of the cut-off wide: it ends at the lower Nyquist frequency.
/// </remarks>
internal static class Resampler
{
    private const double Beta = 10.06;
    private const double CutoffShare = 0.94;
    private const int ZeroCrossings = 50;
    // Above this the phases are rounded to 1024 steps: only rates with no common divisor, such as 44101 Hz.
    private const int MaximumCoefficients = 1 << 22;
    private const int RoundedPhases = 1024;

    internal static float[] Resample(float[] input, int fromHz, int toHz, CancellationToken cancel)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromHz, toHz);
        long up = toHz / divisor, down = fromHz / divisor;
        // In input samples per zero crossing of the sinc.
        var spacing = Math.Max(1.0, (double)fromHz / toHz) / CutoffShare;
        var half = (int)Math.Ceiling(ZeroCrossings * spacing);
        var phases = (int)(up * 2 * half <= MaximumCoefficients ? up : RoundedPhases);
        var table = Table(phases, half, spacing);
        var output = new float[(int)Math.Min((input.Length * (long)toHz + fromHz - 1) / fromHz, Array.MaxLength)];
        for (var n = 0; n < output.Length; n++)
        {
            if ((n & 0xFFFF) == 0) cancel.ThrowIfCancellationRequested();
            var position = n * down;
            var (whole, part) = (position / up, position % up);
            var phase = (int)(phases == up ? part : part * phases / up);
            output[n] = Dot(table.AsSpan(phase * 2 * half, 2 * half), input, (int)(whole - half + 1));
        }
        return output;
    }

    // Row p holds the weights of the inputs at whole − half + 1 … whole + half for a position whole + p/phases.
    private static float[] Table(int phases, int half, double spacing)
    {
        var table = new float[phases * 2 * half];
        for (var p = 0; p < phases; p++)
        {
            double sum = 0;
            var row = table.AsSpan(p * 2 * half, 2 * half);
            for (var k = 0; k < row.Length; k++)
            {
                var x = (k - half + 1 - (double)p / phases) / spacing;
                row[k] = (float)(Sinc(x) * Window(x / ZeroCrossings) / spacing);
                sum += row[k];
            }
            // Unit gain at 0 Hz in every phase, so that a constant stays a constant.
            for (var k = 0; k < row.Length; k++) row[k] = (float)(row[k] / sum);
        }
        return table;
    }

    private static float Dot(ReadOnlySpan<float> weights, ReadOnlySpan<float> input, int start)
    {
        var skip = Math.Max(0, -start);
        var count = Math.Min(weights.Length, input.Length - start) - skip;
        if (count <= 0) return 0;
        var w = weights.Slice(skip, count);
        var x = input.Slice(start + skip, count);
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= count; i += Vector<float>.Count) sum += new Vector<float>(w[i..]) * new Vector<float>(x[i..]);
        var total = Vector.Sum(sum);
        for (; i < count; i++) total += w[i] * x[i];
        return total;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Window(double x) => Math.Abs(x) >= 1 ? 0 : BesselI0(Beta * Math.Sqrt(1 - x * x)) / BesselI0(Beta);

    // Series of the modified Bessel function (Abramowitz and Stegun 9.6.12); 40 terms reach double precision for arguments up to 15.
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; k <= 40; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
