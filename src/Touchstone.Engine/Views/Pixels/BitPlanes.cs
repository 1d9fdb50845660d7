using System.Globalization;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>One bit of all samples at a time.</summary>
internal static class BitPlanes
{
    internal static ViewMethod View { get; } = new(
        "bit-planes", "Bit planes of red, green and blue",
        "regions whose lowest bits show no noise, or show a structure that the picture does not",
        "flat bits in black and in blown-out white, and the 8x8 blocks of strong JPEG compression",
        "Gonzalez and Woods, Digital Image Processing, 3rd ed., 3.2.4")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = (subject, cancel) => Of(subject.Specimen.Pixels.Value!, cancel),
    };

    internal static IEnumerable<ViewPicture> Of(RgbImage image, CancellationToken cancel)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            cancel.ThrowIfCancellationRequested();
            var samples = new byte[image.Samples.Length];
            var set = new long[3];
            for (var i = 0; i < samples.Length; i++)
            {
                if ((image.Samples[i] >> bit & 1) == 0) continue;
                samples[i] = 255;
                set[i % 3]++;
            }
            double Share(int channel) => 100.0 * set[channel] / (samples.Length / 3);
            yield return new ColourPicture($"bit-{bit}", $"Bit {bit} ({(bit == 0 ? "lowest" : bit == 7 ? "highest" : $"worth {1 << bit} levels")})",
                string.Create(CultureInfo.InvariantCulture, $"Set in red {Share(0):0.0} %, green {Share(1):0.0} %, blue {Share(2):0.0} % of pixels; noise sets half."),
                new RgbImage(image.Width, image.Height, samples), "bit clear", "bit set");
        }
    }
}
