using Touchstone.Engine.Findings;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>Depth of one ghost around every block of its grid.</summary>
internal sealed class GhostDepthMap
{
    /// <summary>Half the averaging window, blocks: 40 pixels, Farid's 16-pixel window widened to hold coefficients enough for one grid's mean.</summary>
    private const int Radius = 2;

    /// <summary>Coefficients in a window from which its mean is as sure as it gets: a standard error of 0.2 in depth, √(0.8/20).</summary>
    private const float FullCount = 20;

    private readonly float[] _depth;
    private readonly float[] _count;
    private readonly Ghost _ghost;
    private readonly int _width;
    private readonly int _height;

    internal GhostDepthMap(Plane luma, Ghost ghost, GhostCandidates candidates, bool isJpeg, CancellationToken cancel)
    {
        _ghost = ghost;
        int x = ghost.Grid & 7, y = ghost.Grid >> 3;
        (_width, _height) = ((luma.Width - x) / 8, (luma.Height - y) / 8);
        _depth = new float[_width * _height];
        _count = new float[_depth.Length];
        var coefficients = new float[_width * 64];
        float[] steps = [.. candidates.Steps[ghost.Quality].Select((s, k) => isJpeg && GhostSums.IsShared(k, ghost.Grid) ? 0 : s)];
        for (var row = 0; row < _height; row++)
        {
            cancel.ThrowIfCancellationRequested();
            Dct8.ForwardPlane(luma.Samples.AsSpan((y + row * 8) * luma.Width, 8 * luma.Width), luma.Width, 8, x, 0, coefficients);
            for (var column = 0; column < _width; column++)
                (_depth[row * _width + column], _count[row * _width + column]) = Block(coefficients.AsSpan(column * 64, 64), steps);
        }
        (_depth, _count) = (Sum(_depth), Sum(_count));
        Mask = MaskOf(ghost);
    }

    /// <summary>Blocks of the ghost: at least half its depth around them, in and next to its window.</summary>
    internal bool[] Mask { get; }

    internal EvidenceMap Map(int quality) => new()
    {
        Name = $"ghost depth at quality {quality}, grid ({_ghost.Grid & 7},{_ghost.Grid >> 3})",
        Width = _width,
        Height = _height,
        CellSize = 8,
        OriginX = _ghost.Grid & 7,
        OriginY = _ghost.Grid >> 3,
        Unit = "1 = on multiples of the steps, 0 = no history",
        ScaleMinimum = -1,
        ScaleMaximum = 1,
        Direction = Direction.HigherSupportsManipulation,
        Values = [.. _depth.Select((d, i) => _count[i] == 0 ? float.NaN : d / _count[i])],
        Reliability = Reliability(),
    };

    internal float[] Reliability() => [.. _count.Select(n => Math.Min(1, n / FullCount))];

    /// <summary>Whether a pixel lies in the mask.</summary>
    internal bool Covers(int x, int y)
    {
        int column = (x - (_ghost.Grid & 7)) >> 3, row = (y - (_ghost.Grid >> 3)) >> 3;
        return column >= 0 && row >= 0 && column < _width && row < _height && Mask[row * _width + column];
    }

    /// <summary>How sure the depth is at a pixel.</summary>
    internal float ReliabilityAt(int x, int y)
    {
        int column = Math.Clamp((x - (_ghost.Grid & 7)) >> 3, 0, _width - 1), row = Math.Clamp((y - (_ghost.Grid >> 3)) >> 3, 0, _height - 1);
        return Math.Min(1, _count[row * _width + column] / FullCount);
    }

    internal Region Region(string label)
    {
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        for (var i = 0; i < Mask.Length; i++)
        {
            if (!Mask[i]) continue;
            (left, right) = (Math.Min(left, i % _width), Math.Max(right, i % _width + 1));
            (top, bottom) = (Math.Min(top, i / _width), Math.Max(bottom, i / _width + 1));
        }
        if (right == 0) (left, top, right, bottom) = (_ghost.Left * 8, _ghost.Top * 8, (_ghost.Left + _ghost.Size) * 8, (_ghost.Top + _ghost.Size) * 8);
        return new Region((_ghost.Grid & 7) + left * 8, (_ghost.Grid >> 3) + top * 8, (right - left) * 8, (bottom - top) * 8, label, 0);
    }

    private static (float Depth, float Count) Block(ReadOnlySpan<float> coefficients, float[] steps)
    {
        float depth = 0, count = 0;
        foreach (var k in GhostSums.Frequencies)
        {
            if (steps[k] == 0) continue;
            var scaled = coefficients[k] / steps[k];
            var nearest = MathF.Round(scaled);
            if (nearest == 0) continue;
            depth += 1 - 12 * (scaled - nearest) * (scaled - nearest);
            count++;
        }
        return (depth, count);
    }

    private bool[] MaskOf(Ghost ghost)
    {
        var mask = new bool[_depth.Length];
        int cells = GhostSums.CellSize / 8, margin = Math.Max(cells, ghost.Size * cells / 2);
        for (var row = Math.Max(0, ghost.Top * cells - margin); row < Math.Min(_height, (ghost.Top + ghost.Size) * cells + margin); row++)
            for (var column = Math.Max(0, ghost.Left * cells - margin); column < Math.Min(_width, (ghost.Left + ghost.Size) * cells + margin); column++)
            {
                var i = row * _width + column;
                mask[i] = _count[i] >= FullCount / 2 && _depth[i] >= 0.5 * ghost.Depth * _count[i];
            }
        return BinaryMask.FillHoles(BinaryMask.Close(mask, _width, _height, 2), _width, _height);
    }

    private float[] Sum(float[] values)
    {
        var rows = new float[values.Length];
        var sums = new float[values.Length];
        for (var row = 0; row < _height; row++)
            for (var column = 0; column < _width; column++)
                for (var k = Math.Max(0, column - Radius); k <= Math.Min(_width - 1, column + Radius); k++)
                    rows[row * _width + column] += values[row * _width + k];
        for (var row = 0; row < _height; row++)
            for (var k = Math.Max(0, row - Radius); k <= Math.Min(_height - 1, row + Radius); k++)
                for (var column = 0; column < _width; column++)
                    sums[row * _width + column] += rows[k * _width + column];
        return sums;
    }
}
