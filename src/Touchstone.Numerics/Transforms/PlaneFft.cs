namespace Touchstone.Numerics.Transforms;

/// <summary>
/// A plan for the two-dimensional Fourier transform of real planes of one size, not padded: X(k, l) = Σ x(m, n) e^(−2πi (km/H + ln/W)).
/// Of each line only the first W/2 + 1 bins are kept; the others are their conjugates, X(−k, −l)*.
/// </summary>
/// <remarks>Lines and columns are transformed by up to four threads; the result does not depend on how many.</remarks>
public sealed class PlaneFft
{
    private const int MostThreads = 4;

    // Columns gathered at once: a cache line of floats.
    private const int Batch = 16;
    private readonly ParallelOptions _options;

    /// <summary>Plans transforms of a size.</summary>
    /// <param name="width">Samples per line W, ≥ 1.</param>
    /// <param name="height">Lines H, ≥ 1.</param>
    /// <param name="cancel">Stops a transform between lines.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is outside 1 to 2²⁴.</exception>
    public PlaneFft(int width, int height, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 1 << 24);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 1 << 24);
        (Width, Height, Bins) = (width, height, width / 2 + 1);
        _options = new ParallelOptions { MaxDegreeOfParallelism = MostThreads, CancellationToken = cancel };
    }

    /// <summary>Samples per line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>Bins kept of a line: W/2 + 1.</summary>
    public int Bins { get; }

    /// <summary>Room for a spectrum.</summary>
    public PlaneSpectrum Make() => new(Bins, Height, new float[Bins * Height], new float[Bins * Height]);

    /// <summary>Samples to spectrum, unscaled.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="spectrum">Overwritten.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public void Forward(float[] samples, PlaneSpectrum spectrum)
    {
        Require(samples, spectrum);
        Lines(Width, (plan, y) => plan.ForwardReal(samples.AsSpan(y * Width, Width), spectrum.Real.AsSpan(y * Bins, Bins), spectrum.Imaginary.AsSpan(y * Bins, Bins)));
        Columns(spectrum, inverse: false);
    }

    /// <summary>Spectrum to samples, scaled by 1/(W·H), so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="spectrum">Used as scratch and changed.</param>
    /// <param name="samples">Samples [height, width], overwritten.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public void Inverse(PlaneSpectrum spectrum, float[] samples)
    {
        Require(samples, spectrum);
        Columns(spectrum, inverse: true);
        Lines(Width, (plan, y) => plan.InverseReal(spectrum.Real.AsSpan(y * Bins, Bins), spectrum.Imaginary.AsSpan(y * Bins, Bins), samples.AsSpan(y * Width, Width)));
    }

    private void Require(float[] samples, PlaneSpectrum spectrum)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(spectrum);
        if (samples.Length != Width * Height || spectrum.Real.Length != Bins * Height || spectrum.Imaginary.Length != Bins * Height)
            throw new ArgumentException($"The plan is for {Width}×{Height} samples.");
    }

    private void Lines(int length, Action<Fft, int> transform) =>
        Parallel.For(0, Height, _options, () => new Fft(length), (y, _, plan) =>
        {
            transform(plan, y);
            return plan;
        }, _ => { });

    private void Columns(PlaneSpectrum spectrum, bool inverse)
    {
        if (Stockham.Takes(Height)) ColumnsTogether(spectrum, inverse);
        else ColumnsApart(spectrum, inverse);
    }

    // Side by side they need no turning, and every vector holds one point of several columns.
    private void ColumnsTogether(PlaneSpectrum spectrum, bool inverse) =>
        Parallel.For(0, (Bins + Batch - 1) / Batch, _options, () => (Plan: new Stockham(Height, Batch), Real: new float[Batch * Height], Imaginary: new float[Batch * Height]), (batch, _, work) =>
        {
            var (first, count) = (batch * Batch, Math.Min(Batch, Bins - batch * Batch));
            for (var y = 0; y < Height; y++)
            {
                spectrum.Real.AsSpan(y * Bins + first, count).CopyTo(work.Real.AsSpan(y * Batch));
                spectrum.Imaginary.AsSpan(y * Bins + first, count).CopyTo(work.Imaginary.AsSpan(y * Batch));
            }
            // Exchanging the parts conjugates the kernel.
            if (inverse) work.Plan.Forward(work.Imaginary, work.Real);
            else work.Plan.Forward(work.Real, work.Imaginary);
            var scale = inverse ? 1f / Height : 1;
            for (var y = 0; y < Height; y++)
            {
                Scale(work.Real.AsSpan(y * Batch, count), scale, spectrum.Real.AsSpan(y * Bins + first, count));
                Scale(work.Imaginary.AsSpan(y * Batch, count), scale, spectrum.Imaginary.AsSpan(y * Bins + first, count));
            }
            return work;
        }, _ => { });

    private static void Scale(ReadOnlySpan<float> from, float by, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++) to[i] = from[i] * by;
    }

    private void ColumnsApart(PlaneSpectrum spectrum, bool inverse) =>
        Parallel.For(0, (Bins + Batch - 1) / Batch, _options, () => (Plan: new Fft(Height), Real: new float[Batch * Height], Imaginary: new float[Batch * Height]), (batch, _, work) =>
        {
            var (first, count) = (batch * Batch, Math.Min(Batch, Bins - batch * Batch));
            Turn(spectrum.Real, work.Real, first, count, back: false);
            Turn(spectrum.Imaginary, work.Imaginary, first, count, back: false);
            for (var c = 0; c < count; c++)
            {
                var real = work.Real.AsSpan(c * Height, Height);
                var imaginary = work.Imaginary.AsSpan(c * Height, Height);
                if (inverse) work.Plan.Inverse(real, imaginary);
                else work.Plan.Forward(real, imaginary);
            }
            Turn(spectrum.Real, work.Real, first, count, back: true);
            Turn(spectrum.Imaginary, work.Imaginary, first, count, back: true);
            return work;
        }, _ => { });

    private void Turn(float[] plane, float[] columns, int first, int count, bool back)
    {
        for (var y = 0; y < Height; y++)
        {
            var line = plane.AsSpan(y * Bins + first, count);
            if (back)
                for (var c = 0; c < count; c++) line[c] = columns[c * Height + y];
            else
                for (var c = 0; c < count; c++) columns[c * Height + y] = line[c];
        }
    }
}
