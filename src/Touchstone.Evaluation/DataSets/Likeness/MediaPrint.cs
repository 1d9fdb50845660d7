using Touchstone.Engine.Likeness;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.DataSets.Likeness;

/// <summary>By what a file is known again: a print of its picture, or of frames over its time, and a print of its sound.</summary>
/// <param name="Pictures">One for a still image; several for a video; empty for sound.</param>
/// <param name="Sound">Print of the sound, or null.</param>
public sealed record MediaPrint(IReadOnlyList<PicturePrint> Pictures, SoundPrint? Sound)
{
    /// <summary>Nothing to know it by.</summary>
    public static MediaPrint None { get; } = new([], null);

    /// <summary>The print of a specimen; views that cannot be made leave their part out.</summary>
    /// <param name="specimen">The specimen.</param>
    /// <param name="cancel">Stops between views.</param>
    public static MediaPrint Of(Specimen specimen, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        return specimen.Kind switch
        {
            MediaKind.Image => specimen.Luma.Value is { } luma ? new MediaPrint([PicturePrint.Of(luma)], null) : None,
            MediaKind.Audio => new MediaPrint([], SoundOf(specimen, cancel)),
            MediaKind.Video => new MediaPrint([.. (specimen.Frames.Value?.Frames ?? []).Select(f => PicturePrint.Of(LumaOf(f.Pixels)))], SoundOf(specimen, cancel)),
            _ => None,
        };
    }

    private static SoundPrint? SoundOf(Specimen specimen, CancellationToken cancel) =>
        specimen.Audio16k.Value is { } sound && SoundPrint.Of(sound, cancel) is { Words.Length: > 0 } print ? print : null;

    // BT.601 weights, as the luma view.
    internal static Plane LumaOf(RgbImage image)
    {
        var luma = new float[image.Width * image.Height];
        for (var i = 0; i < luma.Length; i++) luma[i] = 0.299f * image.Samples[3 * i] + 0.587f * image.Samples[3 * i + 1] + 0.114f * image.Samples[3 * i + 2];
        return new Plane(image.Width, image.Height, luma);
    }
}
