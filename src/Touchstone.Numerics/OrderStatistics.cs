namespace Touchstone.Numerics;

/// <summary>Order statistics without sorting.</summary>
public static class OrderStatistics
{
    // MAD of a normal distribution is Φ⁻¹(¾) σ (Huber 1981).
    private const double NormalMad = 0.674489750196081743;

    /// <summary>The value that would stand at a place if the values were sorted ascending (quickselect, Hoare 1961; median of three).</summary>
    /// <param name="values">Values [n], n ≥ 1; reordered. NaN is not allowed: its place is undefined.</param>
    /// <param name="place">0 to n − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is outside the values.</exception>
    public static float Nth(Span<float> values, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, values.Length);
        var (low, high) = (0, values.Length - 1);
        // Twice the logarithm bounds the depth as introsort does; past it a sort of the rest keeps the worst case at n log n.
        for (var budget = 2 * int.Log2(values.Length) + 8; high - low > 16 && budget > 0; budget--)
        {
            var pivot = MedianOfThree(values[low], values[low + (high - low) / 2], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (pivot < values[j]) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (place <= j) high = j;
            else if (place >= i) low = i;
            else return values[place];
        }
        values[low..(high + 1)].Sort();
        return values[place];
    }

    /// <summary>The median; the mean of the middle two where n is even.</summary>
    /// <param name="values">Values [n], n ≥ 1; reordered. No NaN.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static float Median(Span<float> values)
    {
        if (values.IsEmpty) throw new ArgumentException("The median of nothing is undefined.", nameof(values));
        var upper = Nth(values, values.Length / 2);
        if (values.Length % 2 != 0) return upper;
        var lower = float.NegativeInfinity;
        foreach (var value in values[..(values.Length / 2)])
            lower = Math.Max(lower, value);
        return lower + (upper - lower) / 2;
    }

    /// <summary>A quantile by linear interpolation between order statistics (type 7 of Hyndman &amp; Fan 1996).</summary>
    /// <param name="values">Values [n], n ≥ 1; reordered. No NaN.</param>
    /// <param name="share">0 to 1.</param>
    /// <exception cref="ArgumentException">There are no values, or the share is outside 0 to 1.</exception>
    public static float Quantile(Span<float> values, double share)
    {
        if (values.IsEmpty) throw new ArgumentException("A quantile of nothing is undefined.", nameof(values));
        if (!(share >= 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "0 ≤ share ≤ 1.");
        var position = share * (values.Length - 1);
        var place = (int)position;
        var lower = Nth(values, place);
        if (place == values.Length - 1) return lower;
        var upper = float.PositiveInfinity;
        foreach (var value in values[(place + 1)..])
            upper = Math.Min(upper, value);
        return (float)(lower + (position - place) * (upper - lower));
    }

    /// <summary>Standard deviation of a normal sample by the median absolute deviation: holds until half of the values are foreign.</summary>
    /// <param name="values">Values [n], n ≥ 1; overwritten. No NaN.</param>
    /// <param name="centre">The median of the values.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static float RobustDeviation(Span<float> values, out float centre)
    {
        centre = Median(values);
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Abs(values[i] - centre);
        return (float)(Median(values) / NormalMad);
    }

    private static float MedianOfThree(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
