using Touchstone.Media.Jpeg;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>The luma plane decoded from its coefficients, and the blocks that a decoder clipped.</summary>
internal sealed class LumaSamples
{
    // Clipped colour samples from which a block is left out; one or two change a coefficient by less than rounding does.
    private const int MinimumClipped = 4;

    private LumaSamples(int columns, int rows)
    {
        Columns = columns;
        Rows = rows;
        Samples = new sbyte[columns * rows * 64];
        IsClipped = new bool[columns * rows];
    }

    /// <summary>Blocks per line.</summary>
    public int Columns { get; }

    /// <summary>Lines of blocks.</summary>
    public int Rows { get; }

    /// <summary>Level-shifted, rounded and clipped as a decoder leaves them [8·Rows, 8·Columns], grey levels −128 to 127.</summary>
    public sbyte[] Samples { get; }

    /// <summary>Blocks [Rows, Columns] with clipped luma, or several pixels with a clipped colour: a decoder that clipped them has broken the trace.</summary>
    public bool[] IsClipped { get; }

    public static LumaSamples Of(CoefficientPlane plane, RgbImage? pixels, CancellationToken cancel)
    {
        var samples = new LumaSamples(plane.ImageBlocksWide, plane.ImageBlocksHigh);
        var matches = pixels is not null && (pixels.Width + 7) / 8 == samples.Columns && (pixels.Height + 7) / 8 == samples.Rows;
        Parallel.For(0, samples.Rows, new ParallelOptions { CancellationToken = cancel }, row =>
        {
            samples.Decode(plane, row);
            if (matches) samples.MarkClippedColour(pixels!, row);
        });
        return samples;
    }

    /// <summary>Coefficients [64] of the 8×8 samples that start at a pixel, natural order, grey levels.</summary>
    public void Transform(int left, int top, Span<float> block)
    {
        for (var y = 0; y < 8; y++)
        {
            var line = Samples.AsSpan((top + y) * Columns * 8 + left, 8);
            for (var x = 0; x < 8; x++) block[y * 8 + x] = line[x];
        }
        Dct8.Forward(block, block);
    }

    /// <summary>True where no block is clipped that the 8×8 samples lie in, when they start (right, down) pixels after the corner of this block.</summary>
    public bool IsClean(int row, int column, int right, int down) =>
        !(IsClipped[row * Columns + column] || right > 0 && IsClipped[row * Columns + column + 1]
            || down > 0 && IsClipped[(row + 1) * Columns + column] || right > 0 && down > 0 && IsClipped[(row + 1) * Columns + column + 1]);

    private void Decode(CoefficientPlane plane, int row)
    {
        Span<float> block = stackalloc float[64];
        for (var column = 0; column < Columns; column++)
        {
            var stored = plane.Block(row, column);
            for (var i = 0; i < 64; i++) block[i] = stored[i] * plane.Quantisation[i];
            Dct8.Inverse(block, block);
            var clipped = false;
            for (var i = 0; i < 64; i++)
            {
                var value = MathF.Round(block[i]);
                clipped |= value is <= -128 or >= 127;
                Samples[(row * 8 + i / 8) * Columns * 8 + column * 8 + i % 8] = (sbyte)Math.Clamp(value, -128, 127);
            }
            IsClipped[row * Columns + column] = clipped;
        }
    }

    private void MarkClippedColour(RgbImage pixels, int row)
    {
        var counts = new int[Columns];
        for (var y = row * 8; y < Math.Min(pixels.Height, row * 8 + 8); y++)
        {
            var line = pixels.Samples.AsSpan(y * pixels.Width * 3, pixels.Width * 3);
            for (var i = 0; i < line.Length; i++)
                // 0, 1, 254 and 255 wrap to 252 and more: a later save moves clipped samples by one.
                if ((byte)(line[i] - 2) >= 252) counts[i / 24]++;
        }
        for (var column = 0; column < Columns; column++) IsClipped[row * Columns + column] |= counts[column] >= MinimumClipped;
    }
}
