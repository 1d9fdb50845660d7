using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

/// <summary>Vectors drawn by hand: '#' set, '.' clear.</summary>
public sealed class BinaryMaskTests
{
    private static bool[] Draw(params string[] rows) => [.. string.Concat(rows).Select(c => c == '#')];

    [Fact]
    public void Closing_fills_a_gap_and_keeps_the_outline() =>
        Assert.Equal(
            Draw(".......", ".#####.", ".#####.", "......."),
            BinaryMask.Close(Draw(".......", ".##.##.", ".##.##.", "......."), 7, 4, 1));

    [Fact]
    public void Closing_of_radius_zero_changes_nothing() =>
        Assert.Equal(Draw("#.#", ".#."), BinaryMask.Close(Draw("#.#", ".#."), 3, 2, 0));

    [Fact]
    public void Holes_are_filled_and_bays_are_not() =>
        Assert.Equal(
            Draw("####.", "####.", "####.", "##.#."),
            BinaryMask.FillHoles(Draw("####.", "#.##.", "####.", "##.#."), 5, 4));

    [Fact]
    public void A_mask_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => BinaryMask.FillHoles(new bool[5], 2, 3));
}
