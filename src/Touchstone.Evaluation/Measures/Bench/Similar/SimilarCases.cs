using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Bench.Similar;

/// <summary>What a picture went through before it is looked for in a store.</summary>
/// <param name="Name">Short.</param>
/// <param name="Apply">The picture, another picture, and what draws: the file's bytes.</param>
internal sealed record SimilarCase(string Name, Func<RgbImage, RgbImage, Seeded, byte[]> Apply)
{
    private const byte Paper = 244;

    internal static IReadOnlyList<SimilarCase> All { get; } =
    [
        new("saved again at q70", (image, _, _) => PixelFile.Jpeg(image, 70)),
        new("resized by 0.5, q85", (image, _, _) => PixelFile.Jpeg(Rescale.By(image, 0.5, RescaleKernel.Lanczos), 85)),
        new("cropped to half its area, q90", (image, _, chance) => PixelFile.Jpeg(Half(image, chance), 90)),
        new("mirrored, q90", (image, _, _) => PixelFile.Jpeg(Moved(image, image.Width, image.Height, (x, y) => (image.Width - 1 - x, y)), 90)),
        new("turned by 90°, q90", (image, _, _) => PixelFile.Jpeg(Moved(image, image.Height, image.Width, (x, y) => (y, image.Height - 1 - x)), 90)),
        new("half its size, pasted into another, q85", (image, other, chance) => PixelFile.Jpeg(Pasted(image, other, chance), 85)),
        new("a quarter of it, pasted into another, q85", (image, other, chance) => PixelFile.Jpeg(Quarter(image, other, chance), 85)),
        new("screenshot: scaled by 0.75 into a page, q90", (image, _, chance) => PixelFile.Jpeg(Page(image, chance), 90)),
    ];

    private static RgbImage Half(RgbImage image, Seeded chance)
    {
        var (width, height) = ((int)(image.Width * Math.Sqrt(0.5)), (int)(image.Height * Math.Sqrt(0.5)));
        return BenchEdits.Crop(image, chance.NextInt(image.Width - width + 1), chance.NextInt(image.Height - height + 1), width, height);
    }

    private static RgbImage Quarter(RgbImage image, RgbImage other, Seeded chance)
    {
        var (width, height) = (image.Width / 2, image.Height / 2);
        var part = BenchEdits.Crop(image, chance.NextInt(image.Width - width + 1), chance.NextInt(image.Height - height + 1), width, height);
        return Laid(part, other, chance);
    }

    private static RgbImage Pasted(RgbImage image, RgbImage other, Seeded chance) => Laid(Rescale.By(image, 0.5, RescaleKernel.Lanczos), other, chance);

    private static RgbImage Laid(RgbImage part, RgbImage other, Seeded chance)
    {
        // The host is made large enough for the pasted picture to be a quarter of its area at most.
        var enlarged = Math.Max(1, 2.0 * Math.Max((double)part.Width / other.Width, (double)part.Height / other.Height));
        var host = enlarged > 1 ? Rescale.By(other, enlarged, RescaleKernel.Cubic) : other;
        return BenchEdits.Lay(host, part, chance.NextInt(host.Width - part.Width + 1), chance.NextInt(host.Height - part.Height + 1)).Image;
    }

    // A page with a bar above, lines of grey strokes below, the picture between them.
    private static RgbImage Page(RgbImage image, Seeded chance)
    {
        var part = Rescale.By(image, 0.75, RescaleKernel.Bilinear);
        var page = new RgbImage(part.Width + 120, part.Height + 300, new byte[(part.Width + 120) * (part.Height + 300) * 3]);
        Array.Fill(page.Samples, Paper);
        page.Samples.AsSpan(0, 3 * page.Width * 48).Fill(60);
        for (var line = part.Height + 120; line < page.Height - 20; line += 22)
            for (var x = 40; x < page.Width - 60; x += 6 + chance.NextInt(8))
                for (var y = line; y < line + 10; y++) page.Samples.AsSpan(3 * (y * page.Width + x), 3 * (2 + chance.NextInt(3))).Fill(40);
        return BenchEdits.Lay(page, part, 60, 90).Image;
    }

    private static RgbImage Moved(RgbImage image, int width, int height, Func<int, int, (int X, int Y)> from)
    {
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (u, v) = from(x, y);
                image.Samples.AsSpan(3 * (v * image.Width + u), 3).CopyTo(samples.AsSpan(3 * (y * width + x)));
            }
        return new RgbImage(width, height, samples);
    }
}
