using Touchstone.Numerics.Distributions;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.SynthesisCues;

/// <summary>What the pixels of the tiles show without a spectrum: neighbours, digits of the DCT, colours, channels.</summary>
internal sealed class PixelShares
{
    private const int Edge = SampleTiles.Edge, Digits = 9;

    // All three channels at an end of the scale, as McCloskey and Albright 2018 count them, with room for what saving moves.
    private const byte White = 250, Black = 5;

    private readonly long[] _digits = new long[Digits];
    private readonly double[] _moments = new double[5], _differences = new double[4];
    private double _saturation;
    private long _white, _black, _pixels;

    /// <summary>Differences within pairs 0–1, 2–3, … of a line against those between pairs; dB, either sign.</summary>
    internal double AcrossDecibels => Decibels(_differences[0], _differences[1]);

    /// <summary>The same down the columns.</summary>
    internal double DownDecibels => Decibels(_differences[2], _differences[3]);

    /// <summary>Mean saturation 0–1: (largest − smallest) / largest channel.</summary>
    internal double Saturation => _saturation / _pixels;

    /// <summary>Share of pixels with all channels at 250 or more.</summary>
    internal double WhiteShare => (double)_white / _pixels;

    /// <summary>Share of pixels with all channels at 5 or less.</summary>
    internal double BlackShare => (double)_black / _pixels;

    /// <summary>Correlation of the cross-differences of red and green; NaN where one has none.</summary>
    internal double RedGreen => _moments[3] / Math.Sqrt(_moments[0] * _moments[1]);

    /// <summary>Correlation of the cross-differences of blue and green; NaN where one has none.</summary>
    internal double BlueGreen => _moments[4] / Math.Sqrt(_moments[2] * _moments[1]);

    /// <summary>Coefficients of the DCT that round to another number than 0, the means of the blocks left out.</summary>
    internal long Coefficients => _digits.Sum();

    /// <summary>The law of first digits nearest to those coefficients.</summary>
    internal GeneralisedBenford Law()
    {
        double sum = Math.Max(1, Coefficients);
        return GeneralisedBenford.Fit([.. _digits.Select(d => d / sum)]);
    }

    internal static PixelShares Of(SampleTiles tiles, CancellationToken cancel)
    {
        var shares = new PixelShares();
        float[] samples = new float[Edge * Edge], coefficients = new float[Edge * Edge];
        foreach (var (left, top) in tiles.Places)
        {
            cancel.ThrowIfCancellationRequested();
            for (var y = 0; y < Edge; y++)
            {
                tiles.Luma.Row(top + y).Slice(left, Edge).CopyTo(samples.AsSpan(y * Edge));
                shares.CountLine(tiles, left, top + y);
            }
            Dct8.ForwardPlane(samples, Edge, Edge, 0, 0, coefficients);
            shares.CountDigits(coefficients);
        }
        return shares;
    }

    private void CountLine(SampleTiles tiles, int left, int y)
    {
        ReadOnlySpan<float> line = tiles.Luma.Row(y).Slice(left, Edge + 1), next = tiles.Luma.Row(y + 1).Slice(left, Edge);
        double even = 0, odd = 0, down = 0;
        for (var x = 0; x < Edge; x += 2)
        {
            even += Math.Abs(line[x + 1] - line[x]);
            odd += Math.Abs(line[x + 2] - line[x + 1]);
            down += Math.Abs(next[x] - line[x]) + Math.Abs(next[x + 1] - line[x + 1]);
        }
        (_differences[0], _differences[1]) = (_differences[0] + even, _differences[1] + odd);
        _differences[2 + y % 2] += down;
        CountColours(tiles, left, y);
    }

    private void CountColours(SampleTiles tiles, int left, int y)
    {
        var stride = 3 * tiles.Image.Width;
        ReadOnlySpan<byte> upper = tiles.Image.Samples.AsSpan(y * stride + 3 * left, 3 * (Edge + 1)), lower = tiles.Image.Samples.AsSpan((y + 1) * stride + 3 * left, 3 * (Edge + 1));
        long rr = 0, gg = 0, bb = 0, rg = 0, bg = 0;
        for (var i = 0; i < 3 * Edge; i += 3)
        {
            int r = upper[i], g = upper[i + 1], b = upper[i + 2];
            int most = Math.Max(r, Math.Max(g, b)), least = Math.Min(r, Math.Min(g, b));
            if (most > 0) _saturation += (double)(most - least) / most;
            if (least >= White) _white++;
            if (most <= Black) _black++;
            int cr = r - upper[i + 3] - lower[i] + lower[i + 3], cg = g - upper[i + 4] - lower[i + 1] + lower[i + 4], cb = b - upper[i + 5] - lower[i + 2] + lower[i + 5];
            (rr, gg, bb, rg, bg) = (rr + cr * cr, gg + cg * cg, bb + cb * cb, rg + cr * cg, bg + cb * cg);
        }
        _pixels += Edge;
        (_moments[0], _moments[1], _moments[2]) = (_moments[0] + rr, _moments[1] + gg, _moments[2] + bb);
        (_moments[3], _moments[4]) = (_moments[3] + rg, _moments[4] + bg);
    }

    private void CountDigits(float[] coefficients)
    {
        for (var i = 0; i < coefficients.Length; i++)
        {
            if (i % Dct8.Area == 0) continue;
            var value = (int)MathF.Round(Math.Abs(coefficients[i]));
            if (value == 0) continue;
            while (value > Digits) value /= 10;
            _digits[value - 1]++;
        }
    }

    // A flat picture has no differences and no ratio of them.
    private static double Decibels(double within, double between) => within > 0 && between > 0 ? 20 * Math.Log10(within / between) : 0;
}
