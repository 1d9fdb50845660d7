using System.Buffers.Binary;
using Touchstone.Media.Pixels;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Views;

/// <summary>Cuts a picture into the tiles of its grid, as one file.</summary>
internal static class TileMaker
{
    /// <summary>Most bytes of all tiles: what a supervised process may answer, less what its text form adds.</summary>
    public const int MaximumBytes = 176 << 20;

    /// <summary>The tiles without loss, or as JPEG where they would be more than allowed.</summary>
    public static (byte[] Bytes, bool Lossless) Of(RgbImage picture, int maximumBytes, CancellationToken cancel) =>
        Cut(picture, true, maximumBytes, cancel) is { } tiles ? (tiles, true) : (Cut(picture, false, int.MaxValue, cancel)!, false);

    private static byte[]? Cut(RgbImage picture, bool lossless, int maximumBytes, CancellationToken cancel)
    {
        var grid = new TileGrid(picture.Width, picture.Height);
        var head = new byte[grid.TableBytes];
        BinaryPrimitives.WriteInt32LittleEndian(head, grid.Width);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), grid.Height);
        using var file = new MemoryStream();
        file.Write(head);
        var index = 0;
        for (var level = 0; level < grid.Levels; level++)
        {
            for (var row = 0; row < grid.Rows(level); row++)
            {
                for (var column = 0; column < grid.Columns(level); column++)
                {
                    cancel.ThrowIfCancellationRequested();
                    file.Write(PictureFile.Encode(Part(picture, column * TileGrid.Edge, row * TileGrid.Edge), lossless));
                    if (file.Length > maximumBytes) return null;
                    BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8 + 8 * ++index), file.Length);
                }
            }
            if (level + 1 < grid.Levels) picture = Half(picture, cancel);
        }
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), head.Length);
        file.Position = 0;
        file.Write(head);
        return file.ToArray();
    }

    private static RgbImage Part(RgbImage picture, int x, int y)
    {
        var (width, height) = (Math.Min(TileGrid.Edge, picture.Width - x), Math.Min(TileGrid.Edge, picture.Height - y));
        var samples = new byte[width * height * 3];
        for (var line = 0; line < height; line++)
            picture.Samples.AsSpan(((y + line) * picture.Width + x) * 3, width * 3).CopyTo(samples.AsSpan(line * width * 3));
        return new RgbImage(width, height, samples);
    }

    // The mean of four pixels; of two or one where the edge leaves no more.
    private static RgbImage Half(RgbImage picture, CancellationToken cancel)
    {
        var (width, height) = ((picture.Width + 1) / 2, (picture.Height + 1) / 2);
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            cancel.ThrowIfCancellationRequested();
            var upper = picture.Samples.AsSpan(2 * y * picture.Width * 3, picture.Width * 3);
            var lower = 2 * y + 1 < picture.Height ? picture.Samples.AsSpan((2 * y + 1) * picture.Width * 3, picture.Width * 3) : upper;
            for (var i = 0; i < width * 3; i++)
            {
                var left = i / 3 * 6 + i % 3;
                var right = left + 3 < upper.Length ? left + 3 : left;
                samples[y * width * 3 + i] = (byte)((upper[left] + upper[right] + lower[left] + lower[right] + 2) / 4);
            }
        }
        return new RgbImage(width, height, samples);
    }
}
