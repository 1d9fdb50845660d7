using System.Numerics;
using Plane = Touchstone.Media.Pixels.Plane;

namespace Touchstone.Engine.Detectors.Image.BlurMismatch;

/// <summary>Energy of the finest detail and of the next coarser one, by cells of 32 pixels.</summary>
internal sealed class BandEnergies
{
    /// <summary>Pixels along a side of a cell.</summary>
    internal const int Side = 32;

    // Taps of the two low-pass filters reach one and two samples; cells begin at the corner, so the outermost three lines and columns are left out.
    private const int Rim = 3, Kept = 5;

    private BandEnergies(int wide, int high) => (Wide, High, Fine, Coarse) = (wide, high, new float[wide * high], new float[wide * high]);

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Mean square of luma minus its (1 2 1)/4 mean, both ways; squared grey levels.</summary>
    internal float[] Fine { get; }

    /// <summary>Mean square of that mean minus its own (1 0 2 0 1)/4 mean; squared grey levels.</summary>
    internal float[] Coarse { get; }

    internal static BandEnergies Of(Plane luma, CancellationToken cancel)
    {
        var energies = new BandEnergies(luma.Width / Side, luma.Height / Side);
        var width = luma.Width;
        // Five lines of the first mean at a time: the second reaches two lines up and down.
        var smooth = Enumerable.Range(0, Kept).Select(_ => new float[width]).ToArray();
        float[] column = new float[width], second = new float[width], fine = new float[width], coarse = new float[width];
        for (var y = 1; y < Math.Min(luma.Height - 1, energies.High * Side + Rim); y++)
        {
            if (y % Side == 0) cancel.ThrowIfCancellationRequested();
            Smooth(luma.Row(y - 1), luma.Row(y), luma.Row(y + 1), column, smooth[y % Kept], 1);
            var line = y - 2;
            if (line < Rim || line >= energies.High * Side) continue;
            Smooth(smooth[(line - 2) % Kept], smooth[line % Kept], smooth[(line + 2) % Kept], column, second, 2);
            Add(luma.Row(line), smooth[line % Kept], second, fine, coarse);
            if ((line + 1) % Side != 0 && line + 1 != luma.Height - Rim) continue;
            energies.Gather(line / Side, fine, energies.Fine);
            energies.Gather(line / Side, coarse, energies.Coarse);
        }
        energies.Normalise(width, luma.Height);
        return energies;
    }

    // (before + 2·here + after)/4 down the lines, then the same along the line over samples a distance apart.
    private static void Smooth(ReadOnlySpan<float> before, ReadOnlySpan<float> here, ReadOnlySpan<float> after, Span<float> column, Span<float> result, int apart)
    {
        var x = 0;
        var quarter = new Vector<float>(0.25f);
        for (; x <= here.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var middle = new Vector<float>(here[x..]);
            ((new Vector<float>(before[x..]) + middle + middle + new Vector<float>(after[x..])) * quarter).CopyTo(column[x..]);
        }
        for (; x < here.Length; x++) column[x] = (before[x] + here[x] + here[x] + after[x]) * 0.25f;
        for (x = apart; x <= here.Length - apart - Vector<float>.Count; x += Vector<float>.Count)
        {
            var middle = new Vector<float>(column[x..]);
            ((new Vector<float>(column[(x - apart)..]) + middle + middle + new Vector<float>(column[(x + apart)..])) * quarter).CopyTo(result[x..]);
        }
        for (; x < here.Length - apart; x++) result[x] = (column[x - apart] + column[x] + column[x] + column[x + apart]) * 0.25f;
    }

    // Squares are summed column by column over the lines of a row of cells, and then over the columns of each cell.
    private static void Add(ReadOnlySpan<float> luma, ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> fine, Span<float> coarse)
    {
        var x = Rim;
        for (; x <= luma.Length - Rim - Vector<float>.Count; x += Vector<float>.Count)
        {
            var middle = new Vector<float>(first[x..]);
            var (f, c) = (new Vector<float>(luma[x..]) - middle, middle - new Vector<float>(second[x..]));
            (new Vector<float>(fine[x..]) + f * f).CopyTo(fine[x..]);
            (new Vector<float>(coarse[x..]) + c * c).CopyTo(coarse[x..]);
        }
        for (; x < luma.Length - Rim; x++)
        {
            float f = luma[x] - first[x], c = first[x] - second[x];
            fine[x] += f * f;
            coarse[x] += c * c;
        }
    }

    private void Gather(int row, Span<float> columns, float[] cells)
    {
        for (var x = 0; x < Wide * Side; x++) cells[row * Wide + x / Side] += columns[x];
        columns.Clear();
    }

    private void Normalise(int width, int height)
    {
        for (var i = 0; i < Fine.Length; i++)
        {
            var across = Math.Min(width - Rim, (i % Wide + 1) * Side) - Math.Max(Rim, i % Wide * Side);
            var down = Math.Min(height - Rim, (i / Wide + 1) * Side) - Math.Max(Rim, i / Wide * Side);
            Fine[i] /= across * down;
            Coarse[i] /= across * down;
        }
    }
}
