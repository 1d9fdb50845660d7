using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>Each channel by itself.</summary>
internal static class Channels
{
    internal static ViewMethod View { get; } = new(
        "channels", "Channels: luma, chroma, red, green, blue",
        "edges, blocks or noise that one channel has and the others lack",
        "coarse chroma: most cameras store it at half the size",
        "ITU-R BT.601-7, 2.5.1; JFIF 1.02 (chroma)")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = (subject, cancel) => Of(subject.Specimen.Pixels.Value!, cancel),
    };

    // Weights of red, green and blue, and what is added.
    private static readonly (string Name, string Title, float[] Weights, float Offset, Ramp Ramp)[] Combinations =
    [
        ("luma", "Luma", [0.299f, 0.587f, 0.114f], 0, Ramp.Grey),
        ("chroma-blue", "Chroma, blue (Cb)", [-0.168736f, -0.331264f, 0.5f], 128, Ramp.Even),
        ("chroma-red", "Chroma, red (Cr)", [0.5f, -0.418688f, -0.081312f], 128, Ramp.Even),
        ("red", "Red", [1, 0, 0], 0, Ramp.Grey),
        ("green", "Green", [0, 1, 0], 0, Ramp.Grey),
        ("blue", "Blue", [0, 0, 1], 0, Ramp.Grey),
    ];

    internal static IEnumerable<ViewPicture> Of(RgbImage image, CancellationToken cancel)
    {
        foreach (var (name, title, weights, offset, ramp) in Combinations)
        {
            cancel.ThrowIfCancellationRequested();
            var values = new float[image.Width * image.Height];
            for (int i = 0, at = 0; i < values.Length; i++, at += 3)
                values[i] = weights[0] * image.Samples[at] + weights[1] * image.Samples[at + 1] + weights[2] * image.Samples[at + 2] + offset;
            yield return new RasterPicture(name, title, offset == 0 ? "" : "128 is no colour.") { Width = image.Width, Values = values, Unit = "levels", Low = 0, High = 255, Ramp = ramp };
        }
    }
}
