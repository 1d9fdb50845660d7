using SkiaSharp;
using Touchstone.Media.Pixels;
using Touchstone.Workbench.Views;

namespace Touchstone.Tests.Workbench.Views;

public sealed class TileMakerTests
{
    private const int Width = 1100, Height = 700;

    [Fact]
    public void The_tiles_of_the_whole_hold_every_pixel_and_smaller_sizes_their_means()
    {
        var picture = Noise();
        var (bytes, lossless) = TileMaker.Of(picture, int.MaxValue, CancellationToken.None);
        Assert.True(lossless);
        var grid = new TileGrid(Width, Height);
        // 3 × 2 tiles, then 550 × 350 px in 2 × 1, then 275 × 175 px in one.
        Assert.Equal((3, 9), (grid.Levels, grid.Count));
        foreach (var (column, row, x, y) in new[] { (0, 0, 0, 0), (0, 0, 511, 511), (1, 0, 0, 5), (2, 1, 75, 187) })
            Assert.Equal(At(picture, column * 512 + x, row * 512 + y), Pixel(bytes, grid, 0, column, row, x, y));
        for (var channel = 0; channel < 3; channel++)
        {
            var mean = (int)(new[] { (1024, 0), (1025, 0), (1024, 1), (1025, 1) }.Average(p => (double)At(picture, p.Item1, p.Item2)[channel]) + 0.5);
            Assert.Equal(mean, Pixel(bytes, grid, 1, 1, 0, 0, 0)[channel]);
        }
        using var last = Tile(bytes, grid, 2, 0, 0);
        Assert.Equal((275, 175), (last.Width, last.Height));
        Assert.Equal(bytes.Length, (int)End(bytes, grid));
    }

    [Fact]
    public void What_would_be_too_much_without_loss_comes_as_jpeg()
    {
        var (bytes, lossless) = TileMaker.Of(Noise(), 1 << 20, CancellationToken.None);
        Assert.False(lossless);
        Assert.Equal([0xFF, 0xD8], bytes.AsSpan(new TileGrid(Width, Height).TableBytes, 2).ToArray());
    }

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void There_is_no_tile_beyond_the_grid(int level, int column, int row) => Assert.Null(new TileGrid(Width, Height).PlaceOf(level, column, row));

    private static RgbImage Noise()
    {
        var samples = new byte[Width * Height * 3];
        new Random(5).NextBytes(samples);
        return new RgbImage(Width, Height, samples);
    }

    private static byte[] At(RgbImage picture, int x, int y) => picture.Samples.AsSpan((y * Width + x) * 3, 3).ToArray();

    private static byte[] Pixel(byte[] bytes, TileGrid grid, int level, int column, int row, int x, int y)
    {
        using var tile = Tile(bytes, grid, level, column, row);
        var pixel = tile.GetPixel(x, y);
        return [pixel.Red, pixel.Green, pixel.Blue];
    }

    private static SKBitmap Tile(byte[] bytes, TileGrid grid, int level, int column, int row)
    {
        var (from, to) = TileGrid.Span(bytes.AsSpan((int)grid.PlaceOf(level, column, row)!.Value, 16));
        return SKBitmap.Decode(bytes.AsSpan((int)from, (int)(to - from)));
    }

    private static long End(byte[] bytes, TileGrid grid) => TileGrid.Span(bytes.AsSpan((int)grid.PlaceOf(grid.Levels - 1, 0, 0)!.Value, 16)).To;
}
