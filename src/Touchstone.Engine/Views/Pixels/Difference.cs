using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>The specimen less a reference of the same size.</summary>
internal static class Difference
{
    internal static ViewMethod View { get; } = new(
        "difference", "Difference to a reference",
        "where two versions of one picture differ",
        "differences everywhere along edges: the versions are shifted, scaled or saved apart",
        "plain subtraction, sample by sample")
    {
        Refusal = Refuse,
        Pictures = Of,
    };

    private static Fault? Refuse(ViewSubject subject)
    {
        if (subject.Reference is not { } reference) return Fault.Absent(Codes.ViewNotPresent, "No reference was given. Name one with --against.");
        if ((subject.PixelFault ?? reference.Pixels.Fault) is { } fault) return fault;
        var (one, other) = (subject.Specimen.Pixels.Value!, reference.Pixels.Value!);
        return one.Width == other.Width && one.Height == other.Height ? null : Fault.Damaged(Codes.ViewSizeMismatch,
            $"The specimen has {one.Width}×{one.Height} pixels, the reference {other.Width}×{other.Height}. Only pictures of one size and place are subtracted; nothing is scaled or shifted to fit.");
    }

    private static IEnumerable<ViewPicture> Of(ViewSubject subject, CancellationToken cancel)
    {
        var (one, other) = (subject.Specimen.Luma.Value!, subject.Reference!.Luma.Value!);
        var values = new float[one.Samples.Length];
        for (var i = 0; i < values.Length; i++) values[i] = one.Samples[i] - other.Samples[i];
        cancel.ThrowIfCancellationRequested();
        var top = subject.Top(32);
        yield return new RasterPicture("luma", "Difference of luma", $"{subject.Specimen.Name} less {subject.Reference.Name}; bright: the specimen is brighter.") { Width = one.Width, Values = values, Unit = "levels", Low = -top, High = top };
        var (largest, changed) = Largest(subject.Specimen.Pixels.Value!, subject.Reference.Pixels.Value!);
        var note = string.Create(CultureInfo.InvariantCulture, $"{100.0 * changed / largest.Length:0.00} % of pixels differ in some channel, by at most {(int)largest.Max()} levels.");
        yield return new RasterPicture("largest", "Largest difference of a channel", note) { Width = one.Width, Values = largest, Unit = "levels", Low = 0, High = top };
    }

    internal static (float[] Values, int Changed) Largest(RgbImage one, RgbImage other)
    {
        var values = new float[one.Width * one.Height];
        var changed = 0;
        for (int i = 0, at = 0; i < values.Length; i++, at += 3)
        {
            int Apart(int channel) => Math.Abs(one.Samples[at + channel] - other.Samples[at + channel]);
            values[i] = Math.Max(Apart(0), Math.Max(Apart(1), Apart(2)));
            if (values[i] > 0) changed++;
        }
        return (values, changed);
    }
}
