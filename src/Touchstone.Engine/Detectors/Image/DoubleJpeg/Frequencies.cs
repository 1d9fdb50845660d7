namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>The first 15 frequencies in zigzag order (T.81 figure A.6): higher ones are mostly zero and carry no trace.</summary>
internal static class Frequencies
{
    public const int Count = 15;

    /// <summary>Natural index (row · 8 + column) of each.</summary>
    public static readonly int[] Natural = [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4];
}
