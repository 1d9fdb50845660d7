using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class PoolAdjacentViolatorsTests
{
    private static readonly Gen<(int S, int F)[]> Counts = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[1, 40];

    private static (int S, int F, int End)[] Pool((int S, int F)[] counts)
    {
        int[] successes = [.. counts.Select(c => c.S)], failures = [.. counts.Select(c => c.F)], ends = new int[counts.Length];
        var blocks = PoolAdjacentViolators.Pool(successes, failures, ends);
        return [.. Enumerable.Range(0, blocks).Select(b => (successes[b], failures[b], ends[b]))];
    }

    [Fact]
    public void Blocks_rise_strictly_keep_every_count_and_end_at_the_end() => Counts.Sample(counts =>
    {
        var blocks = Pool(counts);
        Assert.Equal(counts.Sum(c => c.S), blocks.Sum(b => b.S));
        Assert.Equal(counts.Sum(c => c.F), blocks.Sum(b => b.F));
        Assert.Equal(counts.Length, blocks[^1].End);
        Assert.All(blocks.Zip(blocks.Skip(1)), p => Assert.True(p.First.S * (p.Second.S + p.Second.F) < p.Second.S * (p.First.S + p.First.F)));
    });

    [Fact]
    public void Pooling_the_blocks_again_changes_nothing() => Counts.Sample(counts =>
    {
        var blocks = Pool(counts);
        Assert.Equal(blocks.Select(b => (b.S, b.F)), Pool([.. blocks.Select(b => (b.S, b.F))]).Select(b => (b.S, b.F)));
    });

    [Fact]
    public void Shares_are_those_of_the_regression_in_floating_point() => Counts.Sample(counts =>
    {
        var filled = counts.Where(c => c.S + c.F > 0).ToArray();
        if (filled.Length == 0) return;
        var fitted = new double[filled.Length];
        IsotonicRegression.Fit([.. filled.Select(c => (double)c.S / (c.S + c.F))], [.. filled.Select(c => (double)(c.S + c.F))], fitted);
        var start = 0;
        foreach (var (s, f, end) in Pool(filled))
            for (; start < end; start++) Assert.Equal((double)s / (s + f), fitted[start], 1e-12);
    });
}
