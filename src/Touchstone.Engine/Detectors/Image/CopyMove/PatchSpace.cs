using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Touchstone.Engine.Copies;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>The features of all patches of a working image, at its own size and at three reductions, and which patches have texture.</summary>
/// <remarks>
/// A patch of 16 pixels in the copy is compared with patches of 16·s pixels elsewhere, s = 1 … 2 in thirds of an octave: what was
/// enlarged is found from its source, what was reduced from its copy. Steps of a third leave at most 12 % of scale between neighbours.
/// </remarks>
internal sealed class PatchSpace
{
    /// <summary>Reduction of each layer.</summary>
    public static readonly double[] Scales = [1, Math.Pow(2, 1 / 3.0), Math.Pow(2, 2 / 3.0), 2];

    // A patch whose samples deviate less than this (grey levels) is texture-free: sensor and coding noise alone, the same everywhere.
    private const float MinimumDeviation = 2.5f;
    private const int TextureRadius = 8;

    private readonly byte[][] _features;
    private readonly Plane[] _planes;
    private readonly bool[] _textured;

    public PatchSpace(Plane working, CancellationToken cancel)
    {
        Width = working.Width;
        Height = working.Height;
        _planes = [.. Scales.Select(s => ScaledPlane.By(working, s, cancel))];
        var units = CircularHarmonics.Units(working, cancel);
        _features = [.. _planes.Select(p => CircularHarmonics.Of(p, units, cancel))];
        _textured = Texture(working, cancel);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>True where the patch around a pixel has texture.</summary>
    public bool IsTextured(int x, int y) => _textured[y * Width + x];

    public (int Width, int Height) Size(int layer) => (_planes[layer].Width, _planes[layer].Height);

    /// <summary>Index of the feature of the patch around a working-image position in a layer, or −1 outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(int layer, int x, int y)
    {
        var plane = _planes[layer];
        var inverse = 1 / Scales[layer];
        var px = (int)((x + 0.5) * inverse);
        var py = (int)((y + 0.5) * inverse);
        return x < 0 || y < 0 || px < CircularHarmonics.Margin || py < CircularHarmonics.Margin
            || px >= plane.Width - CircularHarmonics.Margin || py >= plane.Height - CircularHarmonics.Margin ? -1 : py * plane.Width + px;
    }

    /// <summary>Working-image position of a layer's pixel.</summary>
    public (int X, int Y) PositionOf(int layer, int index)
    {
        var width = _planes[layer].Width;
        return ((int)((index % width + 0.5) * Scales[layer]), (int)((index / width + 0.5) * Scales[layer]));
    }

    public ReadOnlySpan<byte> Feature(int layer, int index) => _features[layer].AsSpan(index * CircularHarmonics.Length, CircularHarmonics.Length);

    /// <summary>City-block distance of two features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Distance(int index, int otherLayer, int otherIndex)
    {
        var a = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_features[0]), (nuint)(index * CircularHarmonics.Length));
        var b = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_features[otherLayer]), (nuint)(otherIndex * CircularHarmonics.Length));
        var difference = Vector128.Max(a, b) - Vector128.Min(a, b);
        var (low, high) = Vector128.Widen(difference);
        return Vector128.Sum(low + high);
    }

    private static bool[] Texture(Plane plane, CancellationToken cancel)
    {
        // Box sums of the samples and their squares by running columns, then running along the row.
        int width = plane.Width, height = plane.Height, edge = 2 * TextureRadius + 1;
        var textured = new bool[width * height];
        var bands = (height + 63) / 64;
        Parallel.For(0, bands, new ParallelOptions { CancellationToken = cancel }, band =>
        {
            var sums = new double[width];
            var squares = new double[width];
            var end = Math.Min(height - TextureRadius, band * 64 + 64);
            for (var y = Math.Max(TextureRadius, band * 64); y < end; y++)
            {
                if (y == Math.Max(TextureRadius, band * 64))
                    for (var j = -TextureRadius; j <= TextureRadius; j++) AddRow(plane.Row(y + j), 1, sums, squares);
                else
                {
                    AddRow(plane.Row(y + TextureRadius), 1, sums, squares);
                    AddRow(plane.Row(y - TextureRadius - 1), -1, sums, squares);
                }
                double sum = 0, square = 0;
                for (var x = 0; x < width; x++)
                {
                    sum += sums[x];
                    square += squares[x];
                    if (x < edge - 1) continue;
                    double mean = sum / (edge * edge), variance = square / (edge * edge) - mean * mean;
                    textured[y * width + x - TextureRadius] = variance >= MinimumDeviation * MinimumDeviation;
                    sum -= sums[x - edge + 1];
                    square -= squares[x - edge + 1];
                }
            }
        });
        return textured;
    }

    private static void AddRow(ReadOnlySpan<float> row, int sign, double[] sums, double[] squares)
    {
        for (var x = 0; x < row.Length; x++)
        {
            sums[x] += sign * row[x];
            squares[x] += sign * (double)row[x] * row[x];
        }
    }
}
