using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Perturbations.Image;

/// <summary>The perturbations of still images.</summary>
internal static class ImageList
{
    private const string Chains = "Sites and messengers change their steps without notice; sizes and qualities are the order of magnitude reported for 2017 to 2021 (Giudice et al. 2017; Hadwiger & Riess 2021, FODB), not those of a named service today.";

    internal static IReadOnlyList<Perturbation> All { get; } =
    [
        ImagePerturbations.Jpeg(95, harmless: true),
        ImagePerturbations.Jpeg(85, harmless: true),
        ImagePerturbations.Jpeg(75, harmless: true),
        ImagePerturbations.Jpeg(50, harmless: false),
        ImagePerturbations.WebP(90, harmless: true),
        ImagePerturbations.WebP(75, harmless: true),
        HevcStill.At(22, harmless: true),
        HevcStill.At(30, harmless: false),
        ImagePerturbations.Resize(0.9, RescaleKernel.Lanczos, harmless: true),
        ImagePerturbations.Resize(0.75, RescaleKernel.Cubic, harmless: true),
        ImagePerturbations.Resize(0.5, RescaleKernel.Lanczos, harmless: false),
        ImagePerturbations.Resize(0.5, RescaleKernel.Box, harmless: false),
        ImagePerturbations.Resize(1.5, RescaleKernel.Bilinear, harmless: true),
        ImagePerturbations.Filtered("crop-0.9", true, "Nine tenths of each side kept, at a drawn place off the block grid.", (i, c) => PixelFilters.Crop(i, 0.9, c)),
        ImagePerturbations.Filtered("crop-0.6", false, "Six tenths of each side kept, at a drawn place off the block grid; the changed part may be lost.", (i, c) => PixelFilters.Crop(i, 0.6, c)),
        ImagePerturbations.Filtered("blur-0.6", true, "Gaussian blur, sigma 0.6 px.", (i, _) => PixelFilters.Blur(i, 0.6)),
        ImagePerturbations.Filtered("blur-1.5", false, "Gaussian blur, sigma 1.5 px.", (i, _) => PixelFilters.Blur(i, 1.5)),
        ImagePerturbations.Filtered("noise-2", true, "White Gaussian noise, sigma 2 levels.", (i, c) => PixelFilters.Noise(i, 2, c)),
        ImagePerturbations.Filtered("noise-6", false, "White Gaussian noise, sigma 6 levels.", (i, c) => PixelFilters.Noise(i, 6, c)),
        ImagePerturbations.Filtered("gamma-0.85", true, "Lighter: values raised to 0.85.", (i, _) => PixelFilters.Gamma(i, 0.85)),
        ImagePerturbations.Filtered("gamma-1.2", true, "Darker: values raised to 1.2.", (i, _) => PixelFilters.Gamma(i, 1.2)),
        ImagePerturbations.Encoded("screenshot", false, "Drawn to fit a screen of 1920x1080 and saved as PNG in sRGB, without frame or buttons; a smaller picture keeps its pixels.", ".png", Screenshot),
        Recaptured("print-recapture", "Printed and photographed: halftone screen of 2.6 to 3.4 px, paper grain, tilt up to 2.5 %, uneven light, blur 0.8 px, shot noise, JPEG quality 90.", Recapture.Print),
        Recaptured("screen-recapture", "Photographed from a screen: colour stripes of 2.05 to 2.3 px with moire, tilt up to 2.5 %, uneven light, blur 0.55 px, shot noise, JPEG quality 90.", Recapture.Screen),
        Chain("messenger-like-1600", 1600, 80, true),
        Chain("messenger-like-1280", 1280, 70, false),
        Chain("feed-like-2048", 2048, 85, true),
        Chain("feed-like-1080", 1080, 75, false),
    ];

    private static Perturbation Chain(string name, int longEdge, int quality, bool harmless) => ImagePerturbations.Encoded(
        name, harmless, $"Longer edge at most {longEdge} px, JPEG quality {quality}, 4:2:0, metadata dropped. {Chains}", ".jpg",
        image => PixelFile.Jpeg(PixelFilters.Within(image, longEdge, RescaleKernel.Bilinear), quality));

    private static Perturbation Recaptured(string name, string description, Func<RgbImage, Numerics.Seeded, RgbImage> capture) => new(
        name, MediaKind.Image, false, description, (input, cancel) => Task.FromResult(ImagePerturbations.Apply(input,
            (image, chance, _) => new PerturbedFile(PixelFile.Jpeg(capture(image, chance), 90), ".jpg", $"{name}; JPEG quality 90, 4:2:0"), cancel)));

    private static byte[] Screenshot(RgbImage image)
    {
        var factor = Math.Min(1920.0 / image.Width, 1080.0 / image.Height);
        return PixelFile.Png(factor < 1 ? Rescale.By(image, factor, RescaleKernel.Bilinear) : image);
    }
}
