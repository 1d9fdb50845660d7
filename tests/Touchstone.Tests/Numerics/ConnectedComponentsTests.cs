using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class ConnectedComponentsTests
{
    [Fact]
    public void A_small_grid_has_its_components_and_boxes()
    {
        // #.#.
        // ##..
        // ...#
        bool[] cells = [true, false, true, false, true, true, false, false, false, false, false, true];
        var labels = new int[12];
        var four = ConnectedComponents.Label(cells, 4, false, labels);
        Assert.Equal([1, 0, 2, 0, 1, 1, 0, 0, 0, 0, 0, 3], labels);
        Assert.Equal([new Component(1, 0, 0, 2, 2, 3), new Component(2, 2, 0, 1, 1, 1), new Component(3, 3, 2, 1, 1, 1)], four);
        Assert.Equal(2, ConnectedComponents.Label(cells, 4, true, labels).Count);
    }

    // Oracle: flooding each component from its first cell.
    [Fact]
    public void Labels_equal_those_of_a_flood() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 20], Gen.Double[0.2, 0.8], Gen.Int[1, 9999], Gen.Bool).Sample((width, height, share, seed, eight) =>
        {
            var chance = new Seeded((ulong)seed);
            var cells = Enumerable.Range(0, width * height).Select(_ => chance.NextUnit() < share).ToArray();
            int[] labels = new int[cells.Length], expected = new int[cells.Length];
            var components = ConnectedComponents.Label(cells, width, eight, labels);
            var next = 0;
            for (var i = 0; i < cells.Length; i++)
                if (cells[i] && expected[i] == 0) Flood(cells, width, eight, expected, i, ++next);
            Assert.Equal(expected, labels);
            Assert.Equal(next, components.Count);
            foreach (var c in components)
            {
                var at = Enumerable.Range(0, labels.Length).Where(i => labels[i] == c.Label).ToArray();
                Assert.Equal(at.Length, c.Cells);
                Assert.Equal((at.Min(i => i % width), at.Min(i => i / width)), (c.Left, c.Top));
                Assert.Equal((at.Max(i => i % width) + 1, at.Max(i => i / width) + 1), (c.Left + c.Width, c.Top + c.Height));
            }
        });

    [Fact]
    public void Nothing_has_no_components() => Assert.Empty(ConnectedComponents.Label([], 0, true, []));

    private static void Flood(bool[] cells, int width, bool eight, int[] labels, int start, int label)
    {
        var open = new Stack<int>([start]);
        while (open.TryPop(out var i))
        {
            if (!cells[i] || labels[i] != 0) continue;
            labels[i] = label;
            for (var dy = -1; dy <= 1; dy++)
            {
                for (var dx = -1; dx <= 1; dx++)
                {
                    var (x, y) = (i % width + dx, i / width + dy);
                    if ((eight || dx * dy == 0) && x >= 0 && x < width && y >= 0 && y < cells.Length / width) open.Push(y * width + x);
                }
            }
        }
    }
}
