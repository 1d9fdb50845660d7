namespace Touchstone.Numerics.Transforms;

/// <summary>A plan for the two-dimensional discrete Fourier transform of one size: lines first, then columns eight at a time.</summary>
/// <remarks>Owns its scratch memory and is not thread-safe: one per thread.</remarks>
public sealed class Fft2
{
    private const int Batch = 8;
    private readonly Fft _lines, _columns;
    private readonly float[] _real, _imaginary;

    /// <summary>Plans transforms of a size.</summary>
    /// <param name="width">Samples per line, 1 to 2²⁶.</param>
    /// <param name="height">Lines, 1 to 2²⁶.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is outside its range.</exception>
    public Fft2(int width, int height)
    {
        _lines = new Fft(width);
        _columns = new Fft(height, false);
        _real = new float[Batch * height];
        _imaginary = new float[Batch * height];
        Width = width;
        Height = height;
    }

    /// <summary>Samples per line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>The transform, in place, unscaled: frequency (0, 0) is at index 0.</summary>
    /// <param name="real">Real parts [height, width].</param>
    /// <param name="imaginary">Imaginary parts [height, width].</param>
    /// <exception cref="ArgumentException">A span has another length than height × width.</exception>
    public void Forward(Span<float> real, Span<float> imaginary)
    {
        Require(real, imaginary);
        for (var y = 0; y < Height; y++)
            _lines.Forward(real.Slice(y * Width, Width), imaginary.Slice(y * Width, Width));
        Columns(real, imaginary, Width);
    }

    /// <summary>The inverse transform, in place, scaled by 1/(height × width).</summary>
    /// <param name="real">Real parts [height, width].</param>
    /// <param name="imaginary">Imaginary parts [height, width].</param>
    /// <exception cref="ArgumentException">A span has another length than height × width.</exception>
    public void Inverse(Span<float> real, Span<float> imaginary)
    {
        Forward(imaginary, real);
        var scale = 1f / ((float)Width * Height);
        for (var i = 0; i < real.Length; i++) real[i] *= scale;
        for (var i = 0; i < imaginary.Length; i++) imaginary[i] *= scale;
    }

    private void Require(Span<float> real, Span<float> imaginary)
    {
        if (real.Length != (long)Width * Height || imaginary.Length != real.Length)
            throw new ArgumentException($"The plan is for {Height} lines of {Width}.");
    }

    // Columns are gathered in batches so that each cache line fetched serves eight of them.
    private void Columns(Span<float> real, Span<float> imaginary, int width)
    {
        for (var x = 0; x < width; x += Batch)
        {
            var count = Math.Min(Batch, width - x);
            for (var y = 0; y < Height; y++)
            {
                for (var c = 0; c < count; c++)
                {
                    _real[c * Height + y] = real[y * width + x + c];
                    _imaginary[c * Height + y] = imaginary[y * width + x + c];
                }
            }
            for (var c = 0; c < count; c++)
                _columns.Forward(_real.AsSpan(c * Height, Height), _imaginary.AsSpan(c * Height, Height));
            for (var y = 0; y < Height; y++)
            {
                for (var c = 0; c < count; c++)
                {
                    real[y * width + x + c] = _real[c * Height + y];
                    imaginary[y * width + x + c] = _imaginary[c * Height + y];
                }
            }
        }
    }
}
