namespace Touchstone.Media.Pixels;

/// <summary>One channel of an image: samples [Height, Width], row-major. Shared and read-only by agreement.</summary>
/// <param name="Width">Samples per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Samples">Row-major samples; the unit is the view's (luma: 0–255).</param>
public sealed record Plane(int Width, int Height, float[] Samples)
{
    /// <summary>One line.</summary>
    public ReadOnlySpan<float> Row(int y) => Samples.AsSpan(y * Width, Width);
}
