namespace Touchstone.Engine.Views.Grids;

/// <summary>How far another grid shows around a place than the one the whole picture shows, as a share of all that looks like grid there.</summary>
/// <remarks>
/// After C. Iakovidou, M. Zampoglou, S. Papadopoulos, Y. Kompatsiaris, "Content-aware detection of JPEG grid inconsistencies for intuitive image forensics",
/// J. Visual Communication and Image Representation 54, 2018: all placements of the grid compete in every neighbourhood, and content is divided out.
/// Ours: the lines of Li, Yuan and Yu in place of patterns within blocks, the two directions apart.
/// </remarks>
internal static class GridShares
{
    // 72 pixels: lines of nine blocks each way.
    private const int Radius = 4;

    // What lines of one phase reach in a picture without any grid, grey levels a pixel of line: it keeps flat parts at 0.
    private const double Floor = 0.02;

    /// <summary>The picture's own grid by its lines: where it starts, 0 to 7 to the right and down.</summary>
    internal readonly record struct Origin(int Right, int Down);

    /// <summary>[⌊height/8⌋, ⌊width/8⌋] −2 … 2: the share of the strongest other placement less that of the picture's own, both directions summed.</summary>
    internal static (float[] Values, Origin Own) Of(GridLines lines, CancellationToken cancel)
    {
        var (down, right) = Score(lines.Down, lines.Width, lines.Height, false, cancel);
        var (across, below) = Score(lines.Across, lines.Width, lines.Height, true, cancel);
        for (var i = 0; i < down.Length; i++) down[i] += across[i];
        return (down, new Origin(right, below));
    }

    private static (float[] Values, int Own) Score(float[] plane, int width, int height, bool rows, CancellationToken cancel)
    {
        int wide = width / 8, high = height / 8;
        var cells = new double[8][];
        for (var p = 0; p < 8; p++) cells[p] = new double[wide * high];
        for (var y = 0; y < high * 8; y++)
            for (var x = 0; x < wide * 8; x++)
                cells[(rows ? y : x) & 7][(y >> 3) * wide + (x >> 3)] += plane[y * width + x] / (8 * 33);
        var own = Strongest(cells.Select(c => c.Sum()).ToArray());
        var values = new float[wide * high];
        var around = new double[8];
        for (var row = 0; row < high; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < wide; column++)
            {
                var (top, left, bottom, end) = (Math.Max(0, row - Radius), Math.Max(0, column - Radius), Math.Min(high, row + Radius + 1), Math.Min(wide, column + Radius + 1));
                for (var p = 0; p < 8; p++)
                {
                    around[p] = 0;
                    for (var y = top; y < bottom; y++)
                        for (var x = left; x < end; x++) around[p] += cells[p][y * wide + x];
                    around[p] /= (bottom - top) * (end - left);
                }
                double all = 0, other = double.NegativeInfinity;
                for (var p = 0; p < 8; p++)
                {
                    all += Math.Abs(around[p]);
                    if (p != own) other = Math.Max(other, Border(around, p));
                }
                // A line is two pixels wide: its share of all is at most one half.
                values[row * wide + column] = (float)(2 * (other - Border(around, own)) / (all + Floor));
            }
        }
        return (values, own);
    }

    // Both pixels beside a border carry its line, the last of a block and the first of the next: the weaker one counts.
    private static double Border(double[] phases, int at) => Math.Min(phases[at], phases[(at + 7) & 7]);

    private static int Strongest(double[] phases) => Enumerable.Range(0, 8).MaxBy(p => Border(phases, p));
}
