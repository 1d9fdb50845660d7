using Touchstone.Media.Pixels;
using Touchstone.Numerics.Correlation;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Devices;

/// <summary>A picture made ready to be held against fingerprints.</summary>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Light">Luma 0–255, 0 where saturated: what scales the sensor's pattern in this picture, [Height, Width].</param>
/// <param name="Noise">Noise residual cleaned of what cameras share, grey levels, [Height, Width].</param>
public sealed record SensorProbe(int Width, int Height, float[] Light, float[] Noise)
{
    // A clipped pixel carries no response; JPEG spreads clipping a few levels down.
    private const float Saturated = 250;

    /// <summary>The luma that counts.</summary>
    internal static float Effective(float luma) => luma < Saturated ? luma : 0;

    /// <summary>Makes a picture ready.</summary>
    /// <param name="luma">Luma 0–255.</param>
    /// <param name="residual">Its noise residual.</param>
    /// <param name="cancel">Stops between lines.</param>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static SensorProbe Of(Plane luma, Plane residual, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(luma);
        ArgumentNullException.ThrowIfNull(residual);
        var noise = (float[])residual.Samples.Clone();
        SharedPattern.CentreLines(noise, luma.Width);
        SharedPattern.FlattenSpectrum(noise, new PlaneFft(luma.Width, luma.Height, cancel));
        return new SensorProbe(luma.Width, luma.Height, Array.ConvertAll(luma.Samples, Effective), noise);
    }

    /// <summary>Noise × light, turned by quarter turns clockwise, at the upper left of a frame of zeros [frameHeight, frameWidth]: what is correlated with a fingerprint.</summary>
    internal float[] Framed(int quarterTurns, int frameWidth, int frameHeight)
    {
        var framed = new float[frameWidth * frameHeight];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var (tx, ty) = Turn(x, y, quarterTurns);
                framed[ty * frameWidth + tx] = Noise[y * Width + x] * Light[y * Width + x];
            }
        return framed;
    }

    internal (int X, int Y) Turn(int x, int y, int quarterTurns) => quarterTurns switch { 0 => (x, y), 1 => (Height - 1 - y, x), 2 => (Width - 1 - x, Height - 1 - y), _ => (y, Width - 1 - x) };
}
