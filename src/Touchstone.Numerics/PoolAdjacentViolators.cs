namespace Touchstone.Numerics;

/// <summary>Pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972): isotonic regression of shares, in linear time. Counts are pooled without rounding.</summary>
public static class PoolAdjacentViolators
{
    /// <summary>
    /// Pools masses of successes and failures into blocks of rising share of success, exactly while they are whole numbers: block k ends before
    /// <paramref name="ends"/>[k] and holds the sums <paramref name="successes"/>[k] and <paramref name="failures"/>[k] afterwards.
    /// </summary>
    /// <param name="successes">Successes [n] in the order of the predictor, ≥ 0; overwritten by the sums of the blocks.</param>
    /// <param name="failures">Failures [n], ≥ 0; overwritten likewise. An entry with neither joins the block before it.</param>
    /// <param name="ends">Room for n ends of blocks.</param>
    /// <returns>Number of blocks, 0 to n.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int Pool(Span<double> successes, Span<double> failures, Span<int> ends)
    {
        if (successes.Length != failures.Length || ends.Length < successes.Length) throw new ArgumentException("The lengths differ.", nameof(failures));
        var top = -1;
        for (var i = 0; i < successes.Length; i++)
        {
            var (s, f) = (successes[i], failures[i]);
            if (s == 0 && f == 0 && top >= 0)
            {
                ends[top] = i + 1;
                continue;
            }
            // Shares s/(s+f) compare as s·f' against s'·f; blocks of equal share are one block.
            while (top >= 0 && successes[top] * f >= s * failures[top])
            {
                s += successes[top];
                f += failures[top];
                top--;
            }
            top++;
            (successes[top], failures[top], ends[top]) = (s, f, i + 1);
        }
        return top + 1;
    }
}
