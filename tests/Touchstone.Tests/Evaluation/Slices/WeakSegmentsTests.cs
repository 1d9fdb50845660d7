using System.Globalization;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Slices;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Slices;

public sealed class WeakSegmentsTests
{
    private static readonly SegmentSearch Search = new() { Loss = SegmentLoss.Errors, Threshold = 0 };

    private static SlicedCases Cases(ulong seed, double errorInside, int count = 3000)
    {
        var chance = new Seeded(seed);
        var (scores, manipulated, columns) = (new double[count], new bool[count], new string[3][]);
        for (var k = 0; k < 3; k++) columns[k] = new string[count];
        for (var i = 0; i < count; i++)
        {
            manipulated[i] = chance.NextInt(2) == 0;
            columns[0][i] = "camera" + chance.NextInt(4);
            columns[1][i] = (100 * chance.NextUnit()).ToString("R", CultureInfo.InvariantCulture);
            columns[2][i] = "codec" + chance.NextInt(3);
            var dim = double.Parse(columns[1][i], CultureInfo.InvariantCulture) < 25;
            var wrong = chance.NextUnit() < (columns[0][i] == "camera2" && dim ? errorInside : 0.1);
            scores[i] = wrong == manipulated[i] ? -1 : 1;
        }
        return new SlicedCases(new CaseSet(scores, manipulated, [.. Enumerable.Range(0, count).Select(i => i / 3)]),
            [SliceColumn.Of("camera", ColumnRole.Control, columns[0]), SliceColumn.Of("brightness", ColumnRole.Control, columns[1]), SliceColumn.Of("codec", ColumnRole.Control, columns[2])]);
    }

    [Fact]
    public void A_weak_intersection_is_found_and_named()
    {
        var found = WeakSegments.Find(Cases(5, 0.6), Search);
        var worst = found[0];
        Assert.True(worst.Weak);
        Assert.Contains("camera = camera2", worst.Conditions);
        Assert.Contains(worst.Conditions, c => c.StartsWith("brightness ≤ ", StringComparison.Ordinal));
        Assert.InRange(worst.Loss.Value, 0.4, 0.7);
        Assert.InRange(worst.Rest.Value, 0.05, 0.15);
    }

    [Fact]
    public void Noise_gives_no_weak_segments()
    {
        // 60 studies at α = 0.05: more than 8 would be a chance of one in a hundred.
        var invented = Enumerable.Range(0, 60).Count(s => WeakSegments.Find(Cases((ulong)s + 100, 0.1, 900), Search with { Seed = (ulong)s }).Any(w => w.Weak));
        Assert.InRange(invented, 0, 8);
    }

    [Fact]
    public void Too_little_to_divide_gives_nothing()
    {
        Assert.Empty(WeakSegments.Find(Cases(1, 0.9, 30), Search));
        Assert.Empty(WeakSegments.Find(new SlicedCases(new CaseSet([], [], []), []), Search));
        Assert.Throws<ArgumentException>(() => WeakSegments.Find(Cases(1, 0.9, 30), new SegmentSearch { Loss = SegmentLoss.Misses }));
    }

    [Fact]
    public void The_same_seed_gives_the_same_segments() =>
        Assert.Equal(WeakSegments.Find(Cases(5, 0.6), Search).Select(s => (s.Name, s.P)), WeakSegments.Find(Cases(5, 0.6), Search).Select(s => (s.Name, s.P)));
}
