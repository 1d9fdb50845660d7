using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.Resampling;

/// <summary>How well the strips of a whole picture agree in phase at each frequency of their second differences along one axis.</summary>
internal sealed class PhaseSpectrum
{
    /// <summary>Pixels across a strip.</summary>
    internal const int Strip = 32;

    // A phasor longer than this is cut to it, so that no single strip outweighs the others. E min(|n|², c²) = 1 − e^(−c²) for |n|² ~ Exp(1).
    private const float MostLength = 1.5f;

    // The level of a frequency is that of 64 bins to either side: the mean of 129 logarithms of exponential values is known to 11 %.
    private const int Around = 64;

    // E ln X = −γ for X ~ Exp(1).
    private const float EulerGamma = 0.5772157f;

    // Flat or clipped strips have nothing to read; rounding alone gives a strip far more.
    private const float LeastPower = 1;

    // A line is as wide as the taper makes it: two bins of the unpadded length to either side of the centre.
    private const double TaperBins = 2.5;

    private PhaseSpectrum(int length, int points) => (Length, Points, Agreement) = (length, points, new float[points / 2 + 1]);

    /// <summary>Samples along the axis.</summary>
    internal int Length { get; }

    /// <summary>Points of the transform, ≥ length.</summary>
    internal int Points { get; }

    /// <summary>Strips with anything to read.</summary>
    internal int Strips { get; private set; }

    /// <summary>|Σ n|²/(strips · E|n|²) per bin over its neighbourhood's level [points/2 + 1]; near an exponential law of mean 1 where phases are independent.</summary>
    internal float[] Agreement { get; }

    /// <summary>Reads the spectra of all strips.</summary>
    /// <param name="sums">Summed second differences [strips, length].</param>
    /// <param name="length">Samples along the axis.</param>
    /// <param name="cancel">Checked per strip.</param>
    internal static PhaseSpectrum Of(float[] sums, int length, CancellationToken cancel)
    {
        var spectrum = new PhaseSpectrum(length, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length));
        var fft = new Fft(spectrum.Points);
        var bins = fft.RealBins;
        float[] line = new float[spectrum.Points], real = new float[bins], imaginary = new float[bins], log = new float[bins];
        float[] sumReal = new float[bins], sumImaginary = new float[bins];
        var taper = Enumerable.Range(0, length).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length))).ToArray();
        for (var s = 0; s < sums.Length / length; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var samples = sums.AsSpan(s * length, length);
            var mean = 0f;
            foreach (var sample in samples) mean += sample / length;
            for (var x = 0; x < length; x++) line[x] = (samples[x] - mean) * taper[x];
            fft.ForwardReal(line, real, imaginary);
            for (var k = 0; k < bins; k++) log[k] = MathF.Log(Math.Max(LeastPower, real[k] * real[k] + imaginary[k] * imaginary[k]));
            if (log.Average() < 2 * MathF.Log(2)) continue;
            spectrum.Strips++;
            Smooth(log);
            for (var k = 0; k < bins; k++)
            {
                var gain = MathF.Exp(-0.5f * (log[k] + EulerGamma));
                var size = gain * MathF.Sqrt(real[k] * real[k] + imaginary[k] * imaginary[k]);
                if (size > MostLength) gain *= MostLength / size;
                sumReal[k] += gain * real[k];
                sumImaginary[k] += gain * imaginary[k];
            }
        }
        spectrum.Agree(sumReal, sumImaginary);
        return spectrum;
    }

    /// <summary>Agreement at a frequency, the best of the bins that the taper spreads a line over.</summary>
    /// <param name="frequency">Cycles per pixel, 0 to 0.5.</param>
    internal float At(double frequency)
    {
        var k = (int)Math.Round(frequency * Points);
        return Math.Max(Agreement[k], Math.Max(Agreement[Math.Max(0, k - 1)], Agreement[Math.Min(Agreement.Length - 1, k + 1)]));
    }

    /// <summary>Whether a frequency may speak of scaling: not the content's low ones, not the colour filter's, not those of a coder's blocks.</summary>
    /// <param name="frequency">Cycles per pixel, 0 to 0.5.</param>
    /// <param name="block">Pixels along a side of the coder's blocks.</param>
    internal bool Speaks(double frequency, int block)
    {
        const double least = 0.06, most = 0.47;
        var eighth = frequency * block;
        return frequency is > least and < most && Math.Abs(eighth - Math.Round(eighth)) / block > TaperBins / Length;
    }

    private void Agree(float[] real, float[] imaginary)
    {
        var mean = Math.Max(1, Strips) * (1 - Math.Exp(-MostLength * MostLength));
        var level = new float[Agreement.Length];
        for (var k = 0; k < level.Length; k++)
        {
            Agreement[k] = (float)((real[k] * real[k] + imaginary[k] * imaginary[k]) / mean);
            level[k] = MathF.Log(Math.Max(1e-6f, Agreement[k]));
        }
        Smooth(level);
        // An edge through all strips agrees at all frequencies: the neighbourhood's level counts where it is above chance.
        for (var k = 0; k < level.Length; k++) Agreement[k] /= Math.Max(1, MathF.Exp(level[k] + EulerGamma));
    }

    // Running mean over 2·Around + 1 values, fewer at the ends; in double, so that the running sum keeps its digits.
    private static void Smooth(float[] values)
    {
        var table = new double[values.Length + 1];
        for (var k = 0; k < values.Length; k++) table[k + 1] = table[k] + values[k];
        for (var k = 0; k < values.Length; k++)
        {
            var (first, last) = (Math.Max(0, k - Around), Math.Min(values.Length - 1, k + Around));
            values[k] = (float)((table[last + 1] - table[first]) / (last - first + 1));
        }
    }
}
