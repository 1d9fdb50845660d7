using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>Draws the outline of a part: an ellipse with a few harmonics, like the outline of a thing, never touching the border.</summary>
internal static class RegionShape
{
    private const int Harmonics = 5;
    private const int Candidates = 8;
    private const int Border = 3;

    /// <summary>Draws a region of a share of the picture.</summary>
    /// <param name="width">Pixels per line.</param>
    /// <param name="height">Lines.</param>
    /// <param name="chance">Draws place, size and outline.</param>
    /// <param name="least">Smallest share of the picture's area, 0–1.</param>
    /// <param name="most">Largest share.</param>
    internal static Region Draw(int width, int height, Seeded chance, double least, double most)
    {
        var outline = new Outline(chance);
        // Log-uniform, so that small parts are as common as large ones.
        var area = width * (double)height * least * Math.Pow(most / least, chance.NextUnit());
        var squareness = Math.Exp(0.5 * (chance.NextUnit() - 0.5));
        var radius = Math.Sqrt(area / Math.PI);
        var fit = Math.Min(1, Math.Min((width / 2.0 - Border - 1) / (radius * squareness * outline.Reach), (height / 2.0 - Border - 1) / (radius / squareness * outline.Reach)));
        var (rx, ry) = (radius * squareness * fit, radius / squareness * fit);
        var (reachX, reachY) = (rx * outline.Reach + Border, ry * outline.Reach + Border);
        var cx = reachX + (width - 1 - 2 * reachX) * chance.NextUnit();
        var cy = reachY + (height - 1 - 2 * reachY) * chance.NextUnit();
        var mask = new bool[width * height];
        for (var y = Math.Max(Border, (int)(cy - reachY)); y < Math.Min(height - Border, cy + reachY + 1); y++)
            for (var x = Math.Max(Border, (int)(cx - reachX)); x < Math.Min(width - Border, cx + reachX + 1); x++)
            {
                var (u, v) = ((x - cx) / rx, (y - cy) / ry);
                mask[y * width + x] = u * u + v * v <= Math.Pow(outline.At(Math.Atan2(v, u)), 2);
            }
        return new Region(width, height, mask);
    }

    /// <summary>The most textured of a few drawn regions: what is copied or pasted shows something.</summary>
    internal static Region DrawTextured(RgbImage image, Seeded chance, double least, double most)
    {
        Region? best = null;
        var bestTexture = double.NegativeInfinity;
        for (var i = 0; i < Candidates; i++)
        {
            var region = Draw(image.Width, image.Height, chance, least, most);
            var texture = Texture(image, region);
            if (texture <= bestTexture) continue;
            (best, bestTexture) = (region, texture);
        }
        return best!;
    }

    // Mean absolute difference of green neighbours inside the region.
    private static double Texture(RgbImage image, Region region)
    {
        var (left, top, right, bottom) = region.Box;
        double sum = 0;
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
            {
                var i = y * image.Width + x;
                if (region.Mask[i]) sum += Math.Abs(image.Samples[3 * i + 1] - image.Samples[3 * i + 4]);
            }
        return sum / Math.Max(1, region.Area);
    }

    private sealed class Outline
    {
        private readonly double[] _height = new double[Harmonics], _phase = new double[Harmonics];

        internal Outline(Seeded chance)
        {
            for (var k = 0; k < Harmonics; k++)
            {
                _height[k] = 0.22 * chance.NextUnit() / (k + 1);
                _phase[k] = 2 * Math.PI * chance.NextUnit();
            }
        }

        internal double Reach => 1 + _height.Sum();

        internal double At(double angle)
        {
            var r = 1.0;
            for (var k = 0; k < Harmonics; k++) r += _height[k] * Math.Cos((k + 2) * angle + _phase[k]);
            return r;
        }
    }
}
