namespace Touchstone.Engine.Views.Grids;

/// <summary>How strong the grid's lines are inside each block against its borders.</summary>
/// <remarks>Li, Yuan and Yu 2009, section 4: the largest sum along one of the six inner columns less the smallest along the two outer ones, and the same of rows.</remarks>
internal static class BlockBorders
{
    /// <summary>
    /// [⌊height/8⌋, ⌊width/8⌋] grey levels a pixel of line, for the block that starts within the cell; high where lines lie inside the block instead of at its border, NaN where the picture's edge
    /// cuts the block off.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="origin">Where the picture's own blocks start.</param>
    /// <param name="cancel">Stops between rows.</param>
    internal static float[] Of(GridLines lines, GridShares.Origin origin, CancellationToken cancel)
    {
        int wide = lines.Width / 8, high = lines.Height / 8;
        var values = new float[wide * high];
        for (var row = 0; row < high; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < wide; column++)
            {
                var (x, y) = (column * 8 + origin.Right, row * 8 + origin.Down);
                var corner = y * lines.Width + x;
                values[row * wide + column] = x + 8 > lines.Width || y + 8 > lines.Height ? float.NaN : Excess(lines.Down, corner, 1, lines.Width) + Excess(lines.Across, corner, lines.Width, 1);
            }
        }
        return values;
    }

    private static float Excess(float[] plane, int corner, int step, int along)
    {
        var (inner, outer) = (float.NegativeInfinity, float.PositiveInfinity);
        for (var p = 0; p < 8; p++)
        {
            var sum = 0f;
            for (var i = 1; i < 7; i++) sum += plane[corner + p * step + i * along];
            if (p is 0 or 7) outer = Math.Min(outer, sum);
            else inner = Math.Max(inner, sum);
        }
        // Six places of lines pooled over 33 pixels.
        return (inner - outer) / (6 * 33);
    }
}
