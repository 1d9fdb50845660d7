using Touchstone.Engine.Copies;

namespace Touchstone.Engine.Likeness;

/// <summary>Two thumbnails on the grid of the coarser one, in the stored picture's frame.</summary>
internal sealed class MappedThumbnails
{
    private const int FewestSamples = 64, Surroundings = 4, Subsamples = 4;

    private readonly PictureRecord _asked, _stored;
    private readonly Affine _back;
    private readonly int _columns, _rows;
    private readonly float[] _own, _other;
    private readonly double _stepX, _stepY;

    internal MappedThumbnails(PictureRecord asked, PictureRecord stored, Affine map)
    {
        (_asked, _stored, _back) = (asked, stored, map.Inverse());
        double width = stored.Width / stored.Step, height = stored.Height / stored.Step;
        var askedCell = Math.Max(asked.Width, asked.Height) / asked.Step / PicturePrint.Edge * map.Scale;
        _columns = (int)Math.Clamp(width / askedCell, 1, PicturePrint.Edge);
        _rows = (int)Math.Clamp(height / askedCell, 1, PicturePrint.Edge);
        (_stepX, _stepY) = (width / _columns, height / _rows);
        (_own, _other) = (new float[_columns * _rows], new float[_columns * _rows]);
        for (var j = 0; j < _rows; j++)
            for (var i = 0; i < _columns; i++) (_own[j * _columns + i], _other[j * _columns + i]) = Sample(i, j);
    }

    private (float Own, float Other) Sample(int i, int j)
    {
        double own = 0, other = 0;
        double w = _asked.Width / _asked.Step, h = _asked.Height / _asked.Step;
        for (var b = 0; b < Subsamples; b++)
            for (var a = 0; a < Subsamples; a++)
            {
                double x = (i + (a + 0.5) / Subsamples) * _stepX, y = (j + (b + 0.5) / Subsamples) * _stepY;
                var (u, v) = _back.Apply(x, y);
                if (u < 0 || v < 0 || u >= w || v >= h) return (float.NaN, float.NaN);
                own += At(_stored.Thumbnail, x / (_columns * _stepX), y / (_rows * _stepY));
                other += At(_asked.Thumbnail, u / w, v / h);
            }
        return ((float)own / (Subsamples * Subsamples), (float)other / (Subsamples * Subsamples));
    }

    private static double At(byte[] thumbnail, double x, double y)
    {
        double column = Math.Clamp(x * PicturePrint.Edge - 0.5, 0, PicturePrint.Edge - 1), row = Math.Clamp(y * PicturePrint.Edge - 0.5, 0, PicturePrint.Edge - 1);
        int c = Math.Min((int)column, PicturePrint.Edge - 2), r = Math.Min((int)row, PicturePrint.Edge - 2), at = r * PicturePrint.Edge + c;
        double fx = column - c, fy = row - r;
        return (1 - fy) * ((1 - fx) * thumbnail[at] + fx * thumbnail[at + 1]) + fy * ((1 - fx) * thumbnail[at + PicturePrint.Edge] + fx * thumbnail[at + PicturePrint.Edge + 1]);
    }

    /// <summary>Correlation of their details, each less the mean of its surroundings, where both have samples; null where too few have.</summary>
    internal double? Likeness()
    {
        double ab = 0, aa = 0, bb = 0;
        var samples = 0;
        for (var j = 0; j < _rows; j++)
            for (var i = 0; i < _columns; i++)
            {
                if (!Counts(i, j)) continue;
                var (a, b) = Detail(i, j);
                samples++;
                ab += a * b;
                aa += a * a;
                bb += b * b;
            }
        return samples < FewestSamples || aa * bb <= 0 ? null : ab / Math.Sqrt(aa * bb);
    }

    private bool Counts(int i, int j) => !float.IsNaN(_own[j * _columns + i]);

    // Less the mean of what counts of its surroundings.
    private (double Own, double Other) Detail(int i, int j)
    {
        double own = 0, other = 0;
        var count = 0;
        for (var y = Math.Max(0, j - Surroundings); y <= Math.Min(_rows - 1, j + Surroundings); y++)
            for (var x = Math.Max(0, i - Surroundings); x <= Math.Min(_columns - 1, i + Surroundings); x++)
            {
                if (!Counts(x, y)) continue;
                count++;
                own += _own[y * _columns + x];
                other += _other[y * _columns + x];
            }
        var at = j * _columns + i;
        return (_own[at] - own / count, _other[at] - other / count);
    }
}
