using System.Globalization;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Planes;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>Colour along its own principal axes.</summary>
internal static class ColourAxes
{
    // Normal values beyond three standard deviations are one in 370: the scale holds nearly all, whatever the picture.
    private const double Deviations = 3;

    internal static ViewMethod View { get; } = new(
        "pca", "Principal components of colour",
        "a region whose second or third component differs in noise or blocks from the rest",
        "objects of a rare colour, which stand out because they are rare",
        "Pearson, Phil. Mag. 2(11), 1901; Jolliffe, Principal Component Analysis, 2002")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = (subject, cancel) => Of(subject, subject.Specimen.Pixels.Value!, cancel),
    };

    private static IEnumerable<ViewPicture> Of(ViewSubject subject, RgbImage image, CancellationToken cancel)
    {
        var (mean, axes) = PrincipalAxes3.Of(image.Samples);
        var total = Math.Max(axes.Sum(a => a.Variance), double.Epsilon);
        string[] ordinals = ["First", "Second", "Third"];
        for (var n = 0; n < 3; n++)
        {
            cancel.ThrowIfCancellationRequested();
            var (d, variance) = (axes[n].Direction, axes[n].Variance);
            // An empty axis (a grey picture has two) is drawn on a scale of one level.
            var top = subject.Top((float)Math.Max(Deviations * Math.Sqrt(variance), 1));
            var note = string.Create(CultureInfo.InvariantCulture,
                $"{d[0]:0.000} red {d[1]:+0.000;-0.000} green {d[2]:+0.000;-0.000} blue, less the mean; {100 * variance / total:0.00} % of the variance. The scale reaches 3 standard deviations each way unless set, so it differs between pictures.");
            yield return new RasterPicture($"component-{n + 1}", $"{ordinals[n]} principal component of colour", note) { Width = image.Width, Values = Project(image, mean, d), Unit = "levels", Low = -top, High = top };
        }
    }

    private static float[] Project(RgbImage image, double[] mean, double[] direction)
    {
        var values = new float[image.Width * image.Height];
        var (r, g, b) = ((float)direction[0], (float)direction[1], (float)direction[2]);
        var offset = (float)(mean[0] * direction[0] + mean[1] * direction[1] + mean[2] * direction[2]);
        for (int i = 0, at = 0; i < values.Length; i++, at += 3)
            values[i] = r * image.Samples[at] + g * image.Samples[at + 1] + b * image.Samples[at + 2] - offset;
        return values;
    }
}
