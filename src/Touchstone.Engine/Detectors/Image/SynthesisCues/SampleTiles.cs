using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.SynthesisCues;

/// <summary>The squares of a picture that are measured: all of a small one, evenly spread ones of a large one, never resampled.</summary>
internal sealed class SampleTiles
{
    /// <summary>Edge of a tile, pixels: a multiple of 8, so that all periods of 2, 4 and 8 pixels fall on whole bins.</summary>
    internal const int Edge = 128;

    // A million pixels: every share below is then known to a thousandth.
    private const int MostTiles = 64;

    private const int Grid = 8;

    private SampleTiles(RgbImage image, Plane luma, (int X, int Y)[] places) => (Image, Luma, Places) = (image, luma, places);

    internal RgbImage Image { get; }

    internal Plane Luma { get; }

    /// <summary>Top left corners, multiples of 8: all tiles meet the block grid and every period of 8 pixels alike.</summary>
    internal (int X, int Y)[] Places { get; }

    /// <summary>Chooses the tiles; one pixel to the right of and below each still lies in the picture.</summary>
    internal static SampleTiles Of(RgbImage image, Plane luma)
    {
        var (across, down) = ((luma.Width - 1) / Edge, (luma.Height - 1) / Edge);
        var (left, top) = ((luma.Width - 1 - across * Edge) / 2 / Grid * Grid, (luma.Height - 1 - down * Edge) / 2 / Grid * Grid);
        var all = across * down;
        var count = Math.Min(MostTiles, all);
        return new SampleTiles(image, luma, [.. Enumerable.Range(0, count).Select(i => (int)((long)i * all / count)).Select(i => (left + i % across * Edge, top + i / across * Edge))]);
    }
}
