using Touchstone.Media.Pixels;
using Touchstone.Numerics.Correlation;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Devices;

/// <summary>
/// The maximum-likelihood estimate of a sensor's photo-response pattern, K = Σ W I / Σ I² over the pictures, with W the noise residual and
/// I the luma (Chen, Fridrich, Goljan, Lukáš, TIFS 3(1), 2008, eq. 6); saturated pixels do not count.
/// </summary>
public sealed class FingerprintEstimate
{
    private readonly float[] _products, _squares;

    /// <summary>Starts without a picture.</summary>
    /// <param name="width">Pixels per line of every picture.</param>
    /// <param name="height">Lines of every picture.</param>
    public FingerprintEstimate(int width, int height)
    {
        (Width, Height) = (width, height);
        _products = new float[width * height];
        _squares = new float[width * height];
    }

    /// <summary>Pixels per line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>Pictures added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a picture.</summary>
    /// <param name="luma">Luma 0–255.</param>
    /// <param name="residual">Its noise residual.</param>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public void Add(Plane luma, Plane residual)
    {
        ArgumentNullException.ThrowIfNull(luma);
        ArgumentNullException.ThrowIfNull(residual);
        if (luma.Width != Width || luma.Height != Height || residual.Width != Width || residual.Height != Height)
            throw new ArgumentException($"The pictures have {Width}×{Height} pixels.", nameof(luma));
        for (var i = 0; i < _products.Length; i++)
        {
            var light = SensorProbe.Effective(luma.Samples[i]);
            _products[i] += residual.Samples[i] * light;
            _squares[i] += light * light;
        }
        Count++;
    }

    /// <summary>Adds what another estimate has gathered.</summary>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public void Add(FingerprintEstimate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Width != Width || other.Height != Height) throw new ArgumentException($"The pictures have {Width}×{Height} pixels.", nameof(other));
        for (var i = 0; i < _products.Length; i++)
        {
            _products[i] += other._products[i];
            _squares[i] += other._squares[i];
        }
        Count += other.Count;
    }

    /// <summary>The fingerprint, cleaned of line patterns and periodic parts: relative response [height, width], 0 where every picture was saturated.</summary>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public float[] Finish(CancellationToken cancel)
    {
        var fingerprint = new float[_products.Length];
        for (var i = 0; i < fingerprint.Length; i++) fingerprint[i] = _squares[i] > 0 ? _products[i] / _squares[i] : 0;
        SharedPattern.CentreLines(fingerprint, Width);
        SharedPattern.FlattenSpectrum(fingerprint, new PlaneFft(Width, Height, cancel));
        return fingerprint;
    }
}
