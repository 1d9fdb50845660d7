using System.Globalization;
using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>The steps that pictures of the bench are made of.</summary>
internal static class BenchEdits
{
    /// <summary>Edge of a pasted or copied square, pixels.</summary>
    internal const int Part = 128;

    private const int ScaledPart = 192, Block = 8, LeastHost = 448, MostHost = 512;

    // A copied square is the most textured of a few drawn ones: nobody copies a piece of blank wall.
    private const int Draws = 3;

    /// <summary>A square cut from a picture with its edge 448 to 512 pixels; where it starts on the block grid, the picture's history stays aligned.</summary>
    internal static RgbImage? Host(RgbImage image, Seeded chance, bool onGrid = true)
    {
        var spare = onGrid ? 0 : Block;
        var room = Math.Min(image.Width, image.Height) - spare;
        if (room < LeastHost) return null;
        var edge = Math.Min(LeastHost + Block * chance.NextInt((MostHost - LeastHost) / Block + 1), room / Block * Block);
        var (x, y) = (chance.NextInt((image.Width - spare - edge) / Block + 1) * Block, chance.NextInt((image.Height - spare - edge) / Block + 1) * Block);
        // Never on the grid: at least one pixel beside it in one direction.
        var off = onGrid ? 0 : 1 + chance.NextInt(Block * Block - 1);
        return Crop(image, x + off % Block, y + off / Block, edge, edge);
    }

    /// <summary>A rectangle of a picture.</summary>
    internal static RgbImage Crop(RgbImage image, int left, int top, int width, int height)
    {
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++) image.Samples.AsSpan(3 * ((top + y) * image.Width + left), 3 * width).CopyTo(samples.AsSpan(3 * y * width));
        return new RgbImage(width, height, samples);
    }

    /// <summary>The picture without its saves: scaled by 7/8, which takes its block grid away.</summary>
    internal static RgbImage Clean(RgbImage image) => Rescale.By(image, 0.875, RescaleKernel.Lanczos);

    /// <summary>The picture after a JPEG save.</summary>
    internal static RgbImage Saved(RgbImage image, int quality) => PixelFile.Load(PixelFile.Jpeg(image, quality));

    /// <summary>A picture and its mask at another size.</summary>
    internal static (RgbImage Image, bool[] Mask) Resized(RgbImage image, bool[] mask, double factor)
    {
        if (factor == 1) return (image, mask);
        var resized = Rescale.By(image, factor, RescaleKernel.Lanczos);
        var moved = new bool[resized.Width * resized.Height];
        for (var at = 0; at < moved.Length; at++)
        {
            var (x, y) = ((int)((at % resized.Width + 0.5) / factor), (int)((at / resized.Width + 0.5) / factor));
            moved[at] = mask[Math.Min(y, image.Height - 1) * image.Width + Math.Min(x, image.Width - 1)];
        }
        return (resized, moved);
    }

    /// <summary>A square of a donor at any place, pasted so that its block grid is never the host's.</summary>
    internal static (RgbImage Image, bool[] Mask, string Note) Paste(RgbImage host, RgbImage donor, Seeded chance)
    {
        var from = Textured(donor, Part, chance);
        int x, y;
        do (x, y) = (chance.NextInt(host.Width - Part + 1), chance.NextInt(host.Height - Part + 1));
        while ((x - from.X) % Block == 0 && (y - from.Y) % Block == 0);
        var (image, mask) = Lay(host, Crop(donor, from.X, from.Y, Part, Part), x, y);
        return (image, mask, $"at {x} {y} grid {(x - from.X & 7)} {(y - from.Y & 7)}");
    }

    /// <summary>A square of 192 pixels put over a picture at any place, scaled by cubic convolution from a donor's textured part.</summary>
    internal static (RgbImage Image, bool[] Mask, string Note) PasteScaled(RgbImage host, RgbImage donor, double factor, Seeded chance)
    {
        var edge = Math.Min((int)Math.Round(ScaledPart / factor), Math.Min(donor.Width, donor.Height));
        var from = Textured(donor, edge, chance);
        var part = Rescale.To(Crop(donor, from.X, from.Y, edge, edge), ScaledPart, ScaledPart, RescaleKernel.Cubic);
        var (x, y) = (chance.NextInt(host.Width - ScaledPart + 1), chance.NextInt(host.Height - ScaledPart + 1));
        var (image, mask) = Lay(host, part, x, y);
        return (image, mask, string.Create(CultureInfo.InvariantCulture, $"at {x} {y} scaled {(double)ScaledPart / edge:0.000}"));
    }

    /// <summary>A square of 192 pixels of the picture put through a filter; the filter sees what lies around it, so that the square has no seam of its own.</summary>
    internal static (RgbImage Image, bool[] Mask, string Note) Filtered(RgbImage host, Func<RgbImage, RgbImage> filter, Seeded chance)
    {
        var (x, y) = Textured(host, ScaledPart, chance);
        var (image, mask) = Lay(host, Crop(filter(host), x, y, ScaledPart, ScaledPart), x, y);
        return (image, mask, $"at {x} {y}");
    }

    /// <summary>Pixels put over a picture, and the mask of where.</summary>
    internal static (RgbImage Image, bool[] Mask) Lay(RgbImage host, RgbImage part, int left, int top)
    {
        var (samples, mask) = ((byte[])host.Samples.Clone(), new bool[host.Width * host.Height]);
        for (var y = 0; y < part.Height; y++)
        {
            part.Samples.AsSpan(3 * y * part.Width, 3 * part.Width).CopyTo(samples.AsSpan(3 * ((top + y) * host.Width + left)));
            mask.AsSpan((top + y) * host.Width + left, part.Width).Fill(true);
        }
        return (host with { Samples = samples }, mask);
    }

    /// <summary>A square of the picture copied elsewhere in it, turned and scaled about its centre; the mask holds the square and its copy. Null where no two places apart are found.</summary>
    internal static (RgbImage Image, bool[] Mask, string Note)? Copy(RgbImage host, double degrees, double scale, Seeded chance)
    {
        const int attempts = 60;
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var from = Textured(host, Part, chance);
            var (cx, cy) = (from.X + (Part - 1) / 2.0, from.Y + (Part - 1) / 2.0);
            var (tx, ty) = (cx + chance.NextInt(host.Width) - from.X - Part / 2, cy + chance.NextInt(host.Height) - from.Y - Part / 2);
            var (samples, mask) = ((byte[])host.Samples.Clone(), new bool[host.Width * host.Height]);
            if (Draw(host, samples, mask, new Turn(cx, cy, tx, ty, sin / scale, cos / scale))) 
                return (host with { Samples = samples }, WithSource(mask, host.Width, from), string.Create(CultureInfo.InvariantCulture, $"from {from.X} {from.Y} to {tx:0} {ty:0} turned {degrees:0} scaled {scale:0.00}"));
        }
        return null;
    }

    private sealed record Turn(double FromX, double FromY, double ToX, double ToY, double Sin, double Cos)
    {
        internal double Reach => Part / 2.0 * Math.Sqrt(2) / Math.Sqrt(Sin * Sin + Cos * Cos) + 1;

        internal (double X, double Y) Back(int x, int y) => (FromX + Cos * (x - ToX) + Sin * (y - ToY), FromY - Sin * (x - ToX) + Cos * (y - ToY));
    }

    private static bool Draw(RgbImage host, byte[] samples, bool[] mask, Turn turn)
    {
        Span<float> rgb = stackalloc float[3];
        const double half = Part / 2.0;
        for (var y = (int)(turn.ToY - turn.Reach); y <= turn.ToY + turn.Reach; y++)
            for (var x = (int)(turn.ToX - turn.Reach); x <= turn.ToX + turn.Reach; x++)
            {
                var (u, v) = turn.Back(x, y);
                if (Math.Abs(u - turn.FromX) >= half || Math.Abs(v - turn.FromY) >= half) continue;
                // A copy over its own source or over the border is drawn again elsewhere.
                if (x < 0 || y < 0 || x >= host.Width || y >= host.Height || (Math.Abs(x - turn.FromX) < half && Math.Abs(y - turn.FromY) < half)) return false;
                PixelSampling.Cubic(host, u, v, rgb);
                for (var c = 0; c < 3; c++) samples[3 * (y * host.Width + x) + c] = PixelSampling.Round(rgb[c]);
                mask[y * host.Width + x] = true;
            }
        return true;
    }

    private static bool[] WithSource(bool[] mask, int width, (int X, int Y) from)
    {
        for (var y = from.Y; y < from.Y + Part; y++) mask.AsSpan(y * width + from.X, Part).Fill(true);
        return mask;
    }

    // The place of the drawn square with the largest mean absolute difference of green neighbours.
    private static (int X, int Y) Textured(RgbImage image, int edge, Seeded chance)
    {
        var (best, place) = (-1.0, (0, 0));
        for (var draw = 0; draw < Draws; draw++)
        {
            var (left, top) = (chance.NextInt(image.Width - edge + 1), chance.NextInt(image.Height - edge + 1));
            double sum = 0;
            for (var y = top; y < top + edge; y++)
                for (var x = left; x < left + edge - 1; x++) sum += Math.Abs(image.Samples[3 * (y * image.Width + x) + 1] - image.Samples[3 * (y * image.Width + x) + 4]);
            if (sum > best) (best, place) = (sum, (left, top));
        }
        return place;
    }
}
