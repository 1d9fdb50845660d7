namespace Touchstone.Media.Pixels;

/// <summary>Transparency [Height, Width] as stored: 0 clear, 255 opaque.</summary>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Samples">Row-major samples 0–255. Shared and read-only by agreement.</param>
public sealed record AlphaPlane(int Width, int Height, byte[] Samples);
