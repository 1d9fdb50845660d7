using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>Exemplar-based filling (Criminisi, Pérez &amp; Toyama, IEEE TIP 13, 2004): the patch at the front with the highest confidence times data term first.</summary>
internal sealed class ExemplarFill
{
    // Patches of 9×9 as in the paper; the search reaches this far around the hole.
    private const int Radius = 4, Reach = 48;

    private readonly int _width, _height;
    private readonly byte[] _samples;
    private readonly bool[] _open, _never;
    private readonly float[] _confidence;
    private readonly (int Left, int Top, int Right, int Bottom) _box, _window;

    private ExemplarFill(RgbImage image, Region region)
    {
        (_width, _height) = (image.Width, image.Height);
        _samples = (byte[])image.Samples.Clone();
        _open = (bool[])region.Mask.Clone();
        _never = region.Mask;
        _confidence = Array.ConvertAll(region.Mask, m => m ? 0f : 1f);
        _box = region.Box;
        _window = (Math.Max(Radius, _box.Left - Reach), Math.Max(Radius, _box.Top - Reach), Math.Min(_width - Radius, _box.Right + Reach), Math.Min(_height - Radius, _box.Bottom + Reach));
    }

    /// <summary>The picture with the region filled; nothing else changes.</summary>
    internal static RgbImage Fill(RgbImage image, Region region, CancellationToken cancel)
    {
        var fill = new ExemplarFill(image, region);
        while (fill.Front() is { } front)
        {
            cancel.ThrowIfCancellationRequested();
            fill.Copy(front);
        }
        return image with { Samples = fill._samples };
    }

    // The open pixel beside a closed one with the highest priority, or null when all is filled.
    private (int X, int Y, float Confidence)? Front()
    {
        var best = -1f;
        (int, int, float)? front = null;
        for (var y = _box.Top; y < _box.Bottom; y++)
            for (var x = _box.Left; x < _box.Right; x++)
            {
                var i = y * _width + x;
                if (!_open[i] || (_open[i - 1] && _open[i + 1] && _open[i - _width] && _open[i + _width])) continue;
                var confidence = Confidence(x, y);
                var priority = confidence * (Data(i) + 0.01f);
                if (priority <= best) continue;
                (best, front) = (priority, (x, y, confidence));
            }
        return front;
    }

    private float Confidence(int x, int y)
    {
        var sum = 0f;
        for (var v = Math.Max(0, y - Radius); v <= Math.Min(_height - 1, y + Radius); v++)
            for (var u = Math.Max(0, x - Radius); u <= Math.Min(_width - 1, x + Radius); u++) sum += _confidence[v * _width + u];
        return sum / ((2 * Radius + 1) * (2 * Radius + 1));
    }

    // |isophote · normal| / 255, gradients of green over closed neighbours only.
    private float Data(int i)
    {
        float Green(int at, int or) => _samples[3 * (_open[at] ? or : at) + 1];
        var closed = !_open[i - 1] ? i - 1 : !_open[i + 1] ? i + 1 : !_open[i - _width] ? i - _width : i + _width;
        var gx = (Green(closed + 1 < _open.Length ? closed + 1 : closed, closed) - Green(Math.Max(closed - 1, 0), closed)) / 2;
        var gy = (Green(closed + _width < _open.Length ? closed + _width : closed, closed) - Green(closed - _width >= 0 ? closed - _width : closed, closed)) / 2;
        float nx = (_open[i + 1] ? 1 : 0) - (_open[i - 1] ? 1 : 0), ny = (_open[i + _width] ? 1 : 0) - (_open[i - _width] ? 1 : 0);
        var length = MathF.Sqrt(nx * nx + ny * ny);
        return length == 0 ? 0 : MathF.Abs(-gy * nx + gx * ny) / length / 255;
    }

    private void Copy((int X, int Y, float Confidence) front)
    {
        Span<int> offsets = stackalloc int[(2 * Radius + 1) * (2 * Radius + 1)];
        var known = 0;
        // The patch may lie at the border; its centre moves inside so that source patches fit everywhere.
        var (cx, cy) = (Math.Clamp(front.X, Radius, _width - 1 - Radius), Math.Clamp(front.Y, Radius, _height - 1 - Radius));
        var centre = cy * _width + cx;
        for (var v = -Radius; v <= Radius; v++)
            for (var u = -Radius; u <= Radius; u++)
                if (!_open[centre + v * _width + u]) offsets[known++] = v * _width + u;
        var from = Search(centre, offsets[..known]);
        for (var v = -Radius; v <= Radius; v++)
            for (var u = -Radius; u <= Radius; u++)
            {
                var to = centre + v * _width + u;
                if (!_open[to]) continue;
                _samples.AsSpan(3 * (from + v * _width + u), 3).CopyTo(_samples.AsSpan(3 * to));
                _open[to] = false;
                _confidence[to] = front.Confidence;
            }
    }

    // The original patch with the least squared difference over the known pixels; a worse one is left as soon as it shows.
    private int Search(int centre, ReadOnlySpan<int> offsets)
    {
        var (best, place) = (int.MaxValue, -1);
        for (var y = _window.Top; y < _window.Bottom; y++)
            for (var x = _window.Left; x < _window.Right; x++)
            {
                var from = y * _width + x;
                if (!IsWhole(from)) continue;
                var sum = 0;
                foreach (var offset in offsets)
                {
                    int a = 3 * (centre + offset), b = 3 * (from + offset);
                    int r = _samples[a] - _samples[b], g = _samples[a + 1] - _samples[b + 1], l = _samples[a + 2] - _samples[b + 2];
                    sum += r * r + g * g + l * l;
                    if (sum >= best) break;
                }
                if (sum < best) (best, place) = (sum, from);
            }
        return place >= 0 ? place : centre;
    }

    // Corners and middle suffice: the outline is smooth against the patch.
    private bool IsWhole(int at)
    {
        var down = Radius * _width;
        return !(_never[at] || _never[at - down - Radius] || _never[at - down + Radius] || _never[at + down - Radius] || _never[at + down + Radius] || _never[at - down] || _never[at + down] || _never[at - Radius] || _never[at + Radius]);
    }
}
