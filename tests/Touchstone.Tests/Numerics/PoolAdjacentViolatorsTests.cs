using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class PoolAdjacentViolatorsTests
{
    private static readonly Gen<(double S, double F)[]> Counts = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], (s, f) => ((double)s, (double)f)).Array[1, 40];

    private static (double S, double F, int End)[] Pool((double S, double F)[] counts)
    {
        double[] successes = [.. counts.Select(c => c.S)], failures = [.. counts.Select(c => c.F)];
        var ends = new int[counts.Length];
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
    public void Shares_match_reference_values()
    {
        // Origin: sklearn.isotonic.isotonic_regression 1.2.1, weighted and with one case each.
        var weighted = Pool([(0.1, 0.9), (0.6, 1.4), (0.2, 0.8), (0.2, 0.8), (0.5, 0.5), (1.2, 1.8), (0.6, 0.4), (0, 0.5)]);
        Assert.Equal([1, 4, 8], weighted.Select(b => b.End));
        double[] shares = [0.1, 0.25, 0.4181818181818182];
        Assert.All(shares.Zip(weighted), p => Assert.Equal(p.First, p.Second.S / (p.Second.S + p.Second.F), 12));
        var single = Pool([(0, 1), (1, 0), (0, 1), (0, 1), (1, 0), (1, 0), (0, 1), (1, 0)]);
        Assert.Equal([(0, 1, 1), (1, 2, 4), (2, 1, 7), (1, 0, 8)], single);
    }

    [Fact]
    public void Nothing_is_pooled_of_nothing_and_lengths_must_agree()
    {
        Assert.Equal(0, PoolAdjacentViolators.Pool([], [], []));
        Assert.Throws<ArgumentException>(() => PoolAdjacentViolators.Pool(new double[2], new double[1], new int[2]));
        Assert.Throws<ArgumentException>(() => PoolAdjacentViolators.Pool(new double[2], new double[2], new int[1]));
    }
}
