namespace Touchstone.Media.Pixels;

/// <summary>Interleaved 8-bit RGB [Height, Width, 3] as stored: not rotated, not colour-managed, not resampled.</summary>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Samples">Row-major interleaved samples 0–255. Shared and read-only by agreement.</param>
public sealed record RgbImage(int Width, int Height, byte[] Samples)
{
    /// <summary>Lines the header declares, where not all of them could be decoded: from the first lost one on they are left out. Null for a whole picture.</summary>
    public int? DeclaredHeight { get; init; }
}
