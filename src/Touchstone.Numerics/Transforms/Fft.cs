namespace Touchstone.Numerics.Transforms;

/// <summary>
/// A plan for the discrete Fourier transform of one length, X(k) = Σ x(n) e^(−2πi kn/N): plan once, transform often.
/// Lengths without prime factors above 31 by the self-sorting scheme of Stockham (in Cochran et al. 1967); other lengths by Bluestein's chirp (1970).
/// </summary>
/// <remarks>A plan owns its scratch memory and is not thread-safe: one per thread. Relative error in single precision about 10⁻⁷ log₂ N.</remarks>
public sealed class Fft
{
    private readonly Stockham _core;
    private readonly float[]? _chirpReal, _chirpImaginary, _filterReal, _filterImaginary, _real, _imaginary;
    private readonly RealFft? _realPlan;

    /// <summary>Plans transforms of a length.</summary>
    /// <param name="length">Points N, 1 to 2²⁶.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside its range.</exception>
    public Fft(int length) : this(length, true) { }

    internal Fft(int length, bool forReal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 26);
        Length = length;
        if (forReal) _realPlan = new RealFft(length);
        if (Stockham.Takes(length))
        {
            _core = new Stockham(length);
            return;
        }
        var padded = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * length - 1));
        _core = new Stockham(padded);
        _chirpReal = new float[length];
        _chirpImaginary = new float[length];
        _filterReal = new float[padded];
        _filterImaginary = new float[padded];
        _real = new float[padded];
        _imaginary = new float[padded];
        PlanChirp();
    }

    /// <summary>Points N.</summary>
    public int Length { get; }

    /// <summary>Bins of a real-input transform: N/2 + 1.</summary>
    public int RealBins => Length / 2 + 1;

    /// <summary>The transform, in place, unscaled.</summary>
    /// <param name="real">Real parts [N].</param>
    /// <param name="imaginary">Imaginary parts [N].</param>
    /// <exception cref="ArgumentException">A span has another length than N.</exception>
    public void Forward(Span<float> real, Span<float> imaginary)
    {
        if (real.Length != Length || imaginary.Length != Length)
            throw new ArgumentException($"The plan is for {Length} points.");
        if (_chirpReal is null)
            _core.Forward(real, imaginary);
        else
            Chirp(real, imaginary);
    }

    /// <summary>The inverse transform, in place, scaled by 1/N, so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="real">Real parts [N].</param>
    /// <param name="imaginary">Imaginary parts [N].</param>
    /// <exception cref="ArgumentException">A span has another length than N.</exception>
    public void Inverse(Span<float> real, Span<float> imaginary)
    {
        // Exchanging the parts conjugates the kernel.
        Forward(imaginary, real);
        var scale = 1f / Length;
        for (var i = 0; i < real.Length; i++) real[i] *= scale;
        for (var i = 0; i < imaginary.Length; i++) imaginary[i] *= scale;
    }

    /// <summary>The transform of real samples: the first N/2 + 1 bins; the others are their conjugates.</summary>
    /// <param name="samples">Samples [N].</param>
    /// <param name="real">Real parts [N/2 + 1].</param>
    /// <param name="imaginary">Imaginary parts [N/2 + 1].</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void ForwardReal(ReadOnlySpan<float> samples, Span<float> real, Span<float> imaginary)
    {
        if (samples.Length != Length || real.Length != RealBins || imaginary.Length != RealBins)
            throw new ArgumentException($"The plan is for {Length} samples and {RealBins} bins.");
        _realPlan!.Forward(samples, real, imaginary);
    }

    /// <summary>Real samples from their first N/2 + 1 bins, scaled by 1/N; undoes <see cref="ForwardReal"/>.</summary>
    /// <param name="real">Real parts [N/2 + 1].</param>
    /// <param name="imaginary">Imaginary parts [N/2 + 1]; those of bin 0, and of bin N/2 where N is even, are taken as zero.</param>
    /// <param name="samples">Samples [N].</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void InverseReal(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> samples)
    {
        if (samples.Length != Length || real.Length != RealBins || imaginary.Length != RealBins)
            throw new ArgumentException($"The plan is for {Length} samples and {RealBins} bins.");
        _realPlan!.Inverse(real, imaginary, samples);
    }

    /// <summary>Power |X(k)|² of the first N/2 + 1 bins of real samples.</summary>
    /// <param name="samples">Samples [N].</param>
    /// <param name="power">Power [N/2 + 1], unit of the samples squared, unscaled.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Power(ReadOnlySpan<float> samples, Span<float> power)
    {
        if (samples.Length != Length || power.Length != RealBins)
            throw new ArgumentException($"The plan is for {Length} samples and {RealBins} bins.");
        _realPlan!.Power(samples, power);
    }

    // kn = (k² + n² − (k−n)²)/2 turns the transform into a convolution with the chirp e^(iπ n²/N).
    private void PlanChirp()
    {
        for (var n = 0; n < Length; n++)
        {
            // n² mod 2N keeps the angle exact for long transforms.
            var (sin, cos) = Math.SinCos(Math.PI * ((long)n * n % (2L * Length)) / Length);
            _chirpReal![n] = (float)cos;
            _chirpImaginary![n] = (float)-sin;
            _filterReal![n] = (float)cos;
            _filterImaginary![n] = (float)sin;
            if (n == 0) continue;
            _filterReal[^n] = (float)cos;
            _filterImaginary[^n] = (float)sin;
        }
        _core.Forward(_filterReal, _filterImaginary);
    }

    private void Chirp(Span<float> real, Span<float> imaginary)
    {
        Span<float> re = _real, im = _imaginary;
        re.Clear();
        im.Clear();
        Multiply(real, imaginary, _chirpReal, _chirpImaginary, re, im);
        _core.Forward(re, im);
        Multiply(re, im, _filterReal, _filterImaginary, re, im);
        _core.Forward(im, re);
        Multiply(re[..Length], im[..Length], _chirpReal, _chirpImaginary, real, imaginary);
        var scale = 1f / _core.Length;
        for (var i = 0; i < Length; i++)
        {
            real[i] *= scale;
            imaginary[i] *= scale;
        }
    }

    private static void Multiply(ReadOnlySpan<float> aReal, ReadOnlySpan<float> aImaginary, ReadOnlySpan<float> bReal, ReadOnlySpan<float> bImaginary, Span<float> real, Span<float> imaginary)
    {
        for (var i = 0; i < bReal.Length; i++)
        {
            var (r, m) = (aReal[i], aImaginary[i]);
            real[i] = r * bReal[i] - m * bImaginary[i];
            imaginary[i] = r * bImaginary[i] + m * bReal[i];
        }
    }
}
