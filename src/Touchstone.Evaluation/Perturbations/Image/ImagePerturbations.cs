using System.Globalization;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Perturbations.Image;

/// <summary>Builds perturbations of still images: pixels are decoded under limits, changed, and encoded without metadata.</summary>
internal static class ImagePerturbations
{
    // What a pixel filter's result is saved as where the input was a JPEG: the default of common editors.
    private const int FilterQuality = 92;

    internal static Perturbation Jpeg(int quality, bool harmless) => Encoded($"jpeg-q{quality}", harmless,
        $"Saved again as JPEG, IJG quality {quality}, 4:2:0, metadata dropped.", ".jpg", image => PixelFile.Jpeg(image, quality));

    internal static Perturbation WebP(int quality, bool harmless) => Encoded($"webp-q{quality}", harmless,
        $"Saved again as lossy WebP, quality {quality}, as sites do on upload.", ".webp", image => PixelFile.WebP(image, quality));

    internal static Perturbation Resize(double factor, RescaleKernel kernel, bool harmless)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"resize-{factor}-{kernel.ToString().ToLowerInvariant()}");
        return Filtered(name, harmless, string.Create(CultureInfo.InvariantCulture, $"Scaled by {factor} with a {kernel.ToString().ToLowerInvariant()} kernel."), (image, _) => Rescale.By(image, factor, kernel));
    }

    /// <summary>A perturbation that changes pixels; saved as the input was: JPEG at quality 92 where it was one, else PNG.</summary>
    internal static Perturbation Filtered(string name, bool harmless, string description, Func<RgbImage, Seeded, RgbImage?> filter) => new(
        name, MediaKind.Image, harmless, description + $" A JPEG is saved again at quality {FilterQuality}, anything else as PNG.",
        (input, cancel) => Task.FromResult(Apply(input, (image, chance, isJpeg) => filter(image, chance) is not { } changed ? null
            : isJpeg ? new PerturbedFile(PixelFile.Jpeg(changed, FilterQuality), ".jpg", $"{name}; JPEG quality {FilterQuality}, 4:2:0") : new PerturbedFile(PixelFile.Png(changed), ".png", $"{name}; PNG"), cancel)));

    /// <summary>A perturbation that is an encoder.</summary>
    internal static Perturbation Encoded(string name, bool harmless, string description, string extension, Func<RgbImage, byte[]> encode) => new(
        name, MediaKind.Image, harmless, description, (input, cancel) => Task.FromResult(Apply(input, (image, _, _) => new PerturbedFile(encode(image), extension, $"{name}; decoded pixels encoded by Skia, no metadata"), cancel)));

    internal static PerturbedFile? Apply(PerturbationInput input, Func<RgbImage, Seeded, bool, PerturbedFile?> apply, CancellationToken cancel)
    {
        if (!Intake.TryOpen(input.Path, Limits.Default, out var specimen, out _, cancel)) return null;
        using (specimen)
            return specimen.Pixels.Value is { } image ? apply(image, new Seeded(input.Seed), specimen.Format == MediaFormat.Jpeg) : null;
    }
}
