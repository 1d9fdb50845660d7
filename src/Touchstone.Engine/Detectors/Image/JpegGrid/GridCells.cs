using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>Votes counted in 8-pixel cells, for masks and reliability.</summary>
internal sealed class GridCells
{
    /// <summary>Half the window of local counts, cells: 56 pixels hold about 27 votes of a photograph.</summary>
    internal const int WindowRadius = 3;

    /// <summary>Votes in a window from which a share is as sure as it gets: half the usual number.</summary>
    private const double FullVotes = 14;

    private readonly int[] _all;
    private readonly GridEvent[] _votes;

    internal GridCells(int width, int height, GridEvent[] votes)
    {
        Width = Math.Max(1, width / 8);
        Height = Math.Max(1, height / 8);
        _votes = votes;
        _all = LocalCounts(_ => true);
    }

    internal int Width { get; }
    internal int Height { get; }

    /// <summary>0–1 by the number of votes around a cell.</summary>
    internal float[] Reliability(double ceiling) => [.. _all.Select(n => (float)(ceiling * Math.Min(1, n / FullVotes)))];

    /// <summary>
    /// The cells of a foreign grid: where at least half of the box's share is reached around the cell. At a straight border just half of the
    /// window lies inside. Gaps up to 32 pixels and enclosed holes are closed: flat spots of a pasted part have no votes.
    /// </summary>
    internal bool[] Mask(ForeignGrid grid)
    {
        var own = LocalCounts(v => v.Origin == grid.Origin);
        var mask = new bool[_all.Length];
        for (var y = grid.Top / 8; y <= Math.Min(Height - 1, (grid.Bottom - 1) / 8); y++)
            for (var x = grid.Left / 8; x <= Math.Min(Width - 1, (grid.Right - 1) / 8); x++)
                mask[y * Width + x] = own[y * Width + x] >= 2 && own[y * Width + x] >= 0.5 * grid.Share * _all[y * Width + x];
        return BinaryMask.FillHoles(BinaryMask.Close(mask, Width, Height, 2), Width, Height);
    }

    private int[] LocalCounts(Func<GridEvent, bool> counts)
    {
        var cells = new float[Width * Height];
        foreach (var vote in _votes)
            if (counts(vote))
                cells[Math.Min(Height - 1, (vote.Y + 4) / 8) * Width + Math.Min(Width - 1, (vote.X + 4) / 8)]++;
        var table = new double[(Width + 1) * (Height + 1)];
        IntegralImage.Build(cells, Width, table);
        var local = new int[cells.Length];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                int left = Math.Max(0, x - WindowRadius), right = Math.Min(Width, x + WindowRadius + 1);
                int top = Math.Max(0, y - WindowRadius), bottom = Math.Min(Height, y + WindowRadius + 1);
                local[y * Width + x] = (int)IntegralImage.Sum(table, Width, left, top, right - left, bottom - top);
            }
        return local;
    }
}
