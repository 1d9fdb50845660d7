using Touchstone.Media;

namespace Touchstone.Workbench.Exhibits;

/// <summary>Makes the pictures of a specimen for its report, from its views, inside the supervised process.</summary>
public static class ExhibitMaker
{
    /// <summary>The exhibits this specimen allows; a view that is missing leaves its exhibit out. A few megabytes at most.</summary>
    /// <param name="specimen">The specimen.</param>
    /// <param name="cancel">Stops the making.</param>
    public static IReadOnlyList<Exhibit> Of(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        var exhibits = new List<Exhibit>();
        if (specimen.Kind == MediaKind.Image && specimen.Pixels.TryGet(out var pixels, out _))
            exhibits.AddRange(ImageExhibits.Of(pixels, specimen.Pixels.Derivation, cancel));
        if (specimen.Kind == MediaKind.Video)
            exhibits.AddRange(VideoExhibits.Of(specimen, cancel));
        if (specimen.Kind is MediaKind.Audio or MediaKind.Video && specimen.Audio.TryGet(out var signal, out _) && signal is { Samples.Length: > 0, SampleRateHz: > 0 })
        {
            exhibits.Add(WaveformExhibit.Of(signal, cancel));
            if (SpectrogramExhibit.Of(signal, cancel) is { } spectrogram) exhibits.Add(spectrogram);
        }
        return exhibits;
    }
}
