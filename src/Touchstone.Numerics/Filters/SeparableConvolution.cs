using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Touchstone.Numerics.Filters;

/// <summary>Correlation of a plane with a row and a column kernel, mirrored at the edges (<see cref="Mirror"/>).</summary>
public static class SeparableConvolution
{
    /// <summary>out(y, x) = Σᵢ Σⱼ column(i) row(j) in(y + i − c, x + j − r), the kernels centred.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="row">Kernel along a line, odd length.</param>
    /// <param name="column">Kernel across lines, odd length.</param>
    /// <param name="scratch">Scratch [height, width]; overlaps nothing else.</param>
    /// <param name="result">Result [height, width]; may be the samples.</param>
    /// <exception cref="ArgumentException">A shape is wrong or a kernel's length even.</exception>
    public static void Apply(ReadOnlySpan<float> samples, int width, ReadOnlySpan<float> row, ReadOnlySpan<float> column, Span<float> scratch, Span<float> result)
    {
        if (width < 1 || samples.Length % width != 0) throw new ArgumentException("The samples are not whole lines.", nameof(width));
        if (row.Length % 2 == 0 || column.Length % 2 == 0) throw new ArgumentException("A kernel has an odd length.");
        if (scratch.Length != samples.Length || result.Length != samples.Length) throw new ArgumentException("Scratch and result have the size of the samples.");
        var height = samples.Length / width;
        for (var y = 0; y < height; y++)
            Line(samples.Slice(y * width, width), row, scratch.Slice(y * width, width));
        for (var y = 0; y < height; y++)
            Lines(scratch, width, height, column, y, result.Slice(y * width, width));
    }

    private static void Line(ReadOnlySpan<float> from, ReadOnlySpan<float> kernel, Span<float> to)
    {
        var (radius, x) = (kernel.Length / 2, 0);
        ref var f = ref MemoryMarshal.GetReference(from);
        while (x < from.Length)
        {
            if (x >= radius && x + 8 + radius <= from.Length)
            {
                var sum = Vector256<float>.Zero;
                for (var k = 0; k < kernel.Length; k++)
                    sum += Vector256.LoadUnsafe(ref f, (nuint)(x + k - radius)) * kernel[k];
                sum.CopyTo(to[x..]);
                x += 8;
                continue;
            }
            var value = 0f;
            for (var k = 0; k < kernel.Length; k++)
                value += from[Mirror.Index(x + k - radius, from.Length)] * kernel[k];
            to[x++] = value;
        }
    }

    private static void Lines(ReadOnlySpan<float> from, int width, int height, ReadOnlySpan<float> kernel, int y, Span<float> to)
    {
        to.Clear();
        for (var k = 0; k < kernel.Length; k++)
        {
            var line = from.Slice(Mirror.Index(y + k - kernel.Length / 2, height) * width, width);
            var factor = kernel[k];
            var x = 0;
            for (; x + 8 <= width; x += 8)
                (Vector256.Create(to[x..]) + Vector256.Create(line[x..]) * factor).CopyTo(to[x..]);
            for (; x < width; x++)
                to[x] += line[x] * factor;
        }
    }
}
