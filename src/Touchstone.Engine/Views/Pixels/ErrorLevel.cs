using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>What one more JPEG save changes.</summary>
internal static class ErrorLevel
{
    internal static ViewMethod View { get; } = new(
        "ela", "Error level analysis",
        "a region that changes more, or less, than others of the same texture, with an edge of its own",
        "edges, texture and saturated colour change more than flat areas in every picture; nothing in it tells a made picture from a taken one",
        "Krawetz, A Picture's Worth, Black Hat 2007 and 2008")
    {
        Refusal = subject => subject.PixelFault ?? JpegResave.Refuse(subject.Specimen.Pixels.Value!),
        Pictures = Of,
    };

    private static IEnumerable<ViewPicture> Of(ViewSubject subject, CancellationToken cancel)
    {
        var image = subject.Specimen.Pixels.Value!;
        var quality = subject.Settings.ResaveQuality;
        yield return new RasterPicture("", "Error level analysis",
            $"Mean absolute change of red, green and blue by a save as baseline JPEG at quality {quality} (IJG scale, libjpeg, chroma at full size).")
        {
            Width = image.Width, Values = Change(image, Saved(subject, cancel)), Unit = "levels", Low = 0, High = subject.Top(8),
        };
    }

    private static RgbImage Saved(ViewSubject subject, CancellationToken cancel) =>
        JpegResave.Of(subject.Specimen.Pixels.Value!, subject.Settings.ResaveQuality, subject.Specimen.Limits, cancel) is { } saved && saved.TryGet(out var image, out _)
            ? image : throw new InvalidOperationException("The picture just saved cannot be decoded.");

    internal static float[] Change(RgbImage image, RgbImage saved)
    {
        var values = new float[image.Width * image.Height];
        var (a, b) = (image.Samples, saved.Samples);
        for (int i = 0, at = 0; i < values.Length; i++, at += 3)
            values[i] = (Math.Abs(a[at] - b[at]) + Math.Abs(a[at + 1] - b[at + 1]) + Math.Abs(a[at + 2] - b[at + 2])) / 3f;
        return values;
    }
}
