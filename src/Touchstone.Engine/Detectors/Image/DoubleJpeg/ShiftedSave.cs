using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>A first save on another grid than the file's: the picture was cropped or moved between the saves (Bianchi and Piva, TIFS 2012).</summary>
internal sealed record ShiftedSave(LumaSamples Samples, int Right, int Down, IReadOnlyList<PrimaryEstimate> Estimates, ShiftedNoise Noise, float[][] Borders)
    : FirstSave(Right, Down, Estimates)
{
    // A coefficient beyond this many deviations is more than what the last save may have left of nothing.
    private const float Detail = 2;

    // Steps of a table differ, but hardly by more than this from that of the mean; larger ones are read from the file's own lattice in flat blocks.
    private const int MostTimesMean = 4;

    // Grids to read what no save left; two of three stay beside the earlier grid.
    private static readonly int[] FreeColumns = [3, 5, 2], FreeRows = [5, 3, 6];

    public static ShiftedSave Fit(CoefficientPlane plane, LumaSamples samples, CancellationToken cancel)
    {
        var (right, down) = GridShift.Find(samples, cancel);
        // Grids that share neither lines nor columns with the file's own and the earlier one: one for the density, one for control.
        int[] columns = [.. FreeColumns.Where(c => c != right)], rows = [.. FreeRows.Where(r => r != down)];
        var zero = ShiftedNoise.RoundedAway(plane, samples, columns[0], rows[0]);
        ShiftedCoefficients[] Read(ShiftedNoise noise, int x, int y) => ShiftedCoefficients.Of(samples, noise, x, y, cancel);
        var noise = new ShiftedNoise(plane, zero, right, down);
        var own = Read(noise, right, down);
        // The classes of the free grids are of the same detail when their blocks are measured by the same weights.
        var free = Read(new ShiftedNoise(plane, zero, columns[0], rows[0]), columns[0], rows[0]);
        var control = Read(new ShiftedNoise(plane, zero, columns[1], rows[1]), columns[1], rows[1]);
        var fits = new ShiftedEstimate[Frequencies.Count];
        void Fit(int k, int largest) => fits[k] = ShiftedEstimate.Fit(new(k, plane.Quantisation[Frequencies.Natural[k]], largest), own[k], free[k], control[k]);
        Fit(0, GridShift.LargestStep);
        var most = Math.Min(GridShift.LargestStep, MostTimesMean * fits[0].Estimate.FirstStep);
        Parallel.For(1, fits.Length, new ParallelOptions { CancellationToken = cancel }, k => Fit(k, most));
        return new(samples, right, down, [.. fits.Select(f => f.Estimate)], noise, [.. fits.Select(f => f.Borders)]);
    }

    // A cell of the file's grid is read from the block of the earlier grid that covers most of it.
    public override bool Read(int row, int column, Span<int> at)
    {
        if (Right > 4) column--;
        if (Down > 4) row--;
        if (row < 0 || column < 0 || row + 1 >= Samples.Rows || column + 1 >= Samples.Columns || !Samples.IsClean(row, column, Right, Down)) return false;
        Span<float> block = stackalloc float[64];
        Span<float> moved = stackalloc float[Frequencies.Count];
        Samples.Transform(column * 8 + Right, row * 8 + Down, block);
        Noise.Deviations(row, column, moved);
        var speaks = false;
        for (var i = 0; i < Seen.Count; i++)
        {
            var k = Seen[i].Frequency;
            var value = block[Frequencies.Natural[k]];
            at[i] = ShiftedCoefficients.Class(Borders[k], moved[k]) * ShiftedModel.Bins + CoefficientStatistics.Bin(value);
            speaks |= k != 0 && Math.Abs(value) > Detail * moved[k];
        }
        return speaks;
    }
}
