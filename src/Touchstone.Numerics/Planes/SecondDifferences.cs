using System.Numerics;

namespace Touchstone.Numerics.Planes;

/// <summary>
/// Magnitudes of second differences |2s(x) − s(x−1) − s(x+1)|, bounded, and summed over strips: interpolation makes their size
/// periodic (A. C. Gallagher, "Detection of linear and cubic interpolation in JPEG compressed images", CRV 2005).
/// </summary>
public static class SecondDifferences
{
    /// <summary>Grey levels of 0–255 from which a second difference is an edge: the usual bound of <see cref="Sum"/>. On camera tiles it cuts about the largest fifth.</summary>
    public const float Edge = 8;

    /// <summary>Sums over strips of lines and strips of columns. Samples at the ends of a line or column have no second difference and count 0.</summary>
    /// <param name="samples">Samples [height, width], row-major.</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="strip">Lines or columns in a strip, ≥ 1; what is left over at the end is not counted.</param>
    /// <param name="most">Bound of one magnitude, unit of the samples, so that edges do not outweigh all else.</param>
    /// <param name="across">Differences along lines, summed over each strip of lines [height / strip, width].</param>
    /// <param name="down">Differences along columns, summed over each strip of columns [width / strip, height].</param>
    /// <exception cref="ArgumentException">The samples are no whole lines, or an output has another length.</exception>
    public static void Sum(ReadOnlySpan<float> samples, int width, int strip, float most, Span<float> across, Span<float> down)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(strip, 1);
        var height = samples.Length / width;
        var strips = width / strip;
        if (samples.Length % width != 0 || across.Length != height / strip * width || down.Length != strips * height)
            throw new ArgumentException("The sums have the shape of the strips.");
        across.Clear();
        down.Clear();
        var line = new float[width];
        for (var y = 0; y < height; y++)
        {
            var here = samples.Slice(y * width, width);
            if (y / strip < height / strip && width > 2)
                Add(here[1..^1], here[..^2], here[2..], most, across.Slice(y / strip * width + 1, width - 2));
            if (y == 0 || y == height - 1) continue;
            line.AsSpan().Clear();
            Add(here, samples.Slice((y - 1) * width, width), samples.Slice((y + 1) * width, width), most, line);
            for (var s = 0; s < strips; s++)
            {
                var sum = 0f;
                foreach (var value in line.AsSpan(s * strip, strip)) sum += value;
                down[s * height + y] = sum;
            }
        }
    }

    // sum += min(|2·here − before − after|, most). Vector lanes do what the tail does one by one, in the same order: bit for bit equal.
    private static void Add(ReadOnlySpan<float> here, ReadOnlySpan<float> before, ReadOnlySpan<float> after, float most, Span<float> sum)
    {
        var x = 0;
        var bound = new Vector<float>(most);
        for (; x <= here.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var middle = new Vector<float>(here[x..]);
            var magnitude = Vector.Min(Vector.Abs(middle + middle - new Vector<float>(before[x..]) - new Vector<float>(after[x..])), bound);
            (new Vector<float>(sum[x..]) + magnitude).CopyTo(sum[x..]);
        }
        for (; x < here.Length; x++)
            sum[x] += Math.Min(Math.Abs(here[x] + here[x] - before[x] - after[x]), most);
    }
}
