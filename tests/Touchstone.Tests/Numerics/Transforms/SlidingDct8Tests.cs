using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Numerics.Transforms;

public sealed class SlidingDct8Tests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(64)]
    public void Every_position_gets_the_block_transform(int count)
    {
        // Vectors: seeded uniform samples; the truth is the DCT-II sum itself in double precision.
        var chance = new Seeded((ulong)count);
        var lines = new float[8][];
        for (var y = 0; y < 8; y++) lines[y] = [.. Enumerable.Range(0, count + 7).Select(_ => (float)(255 * chance.NextUnit()))];
        foreach (var first in new[] { 0, 5 })
        {
            var ring = new float[64 * count];
            for (var y = 0; y < 8; y++)
                SlidingDct8.Horizontal(lines[y], ring.AsSpan((first + y & 7) * 8 * count), count);
            var output = new float[64 * count];
            SlidingDct8.Vertical(ring, first, new float[8 * count], output, count);
            for (var x = 0; x < count; x++)
                for (var k = 0; k < 64; k++)
                    Assert.Equal(Direct(lines, x, k >> 3, k & 7), output[k * count + x], 2e-3);
        }
    }

    [Fact]
    public void The_scalar_tail_gives_the_bits_of_the_vector_path()
    {
        var chance = new Seeded(3);
        float[] line = [.. Enumerable.Range(0, 23).Select(_ => (float)(255 * chance.NextUnit()))];
        float[] wide = new float[8 * 16], one = new float[8];
        SlidingDct8.Horizontal(line, wide, 16);
        for (var x = 0; x < 16; x++)
        {
            SlidingDct8.Horizontal(line.AsSpan(x), one, 1);
            for (var u = 0; u < 8; u++) Assert.Equal(wide[u * 16 + x], one[u]);
        }
    }

    [Fact]
    public void Short_spans_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SlidingDct8.Horizontal(new float[14], new float[64], 8));
        Assert.Throws<ArgumentException>(() => SlidingDct8.Horizontal(new float[15], new float[63], 8));
        Assert.Throws<ArgumentException>(() => SlidingDct8.Vertical(new float[511], 0, new float[64], new float[512], 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlidingDct8.Vertical(new float[512], 8, new float[64], new float[512], 8));
    }

    private static double Direct(float[][] lines, int left, int v, int u)
    {
        double sum = 0;
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 8; x++)
                sum += lines[y][left + x] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
        return sum / 4 * (u == 0 ? Math.Sqrt(0.5) : 1) * (v == 0 ? Math.Sqrt(0.5) : 1);
    }
}
