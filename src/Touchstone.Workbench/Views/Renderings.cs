using System.Buffers.Binary;
using System.Text;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Media.Pixels;
using Touchstone.Media.Video;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Views;

/// <summary>The evidence as a viewer shows it: decoded here, in the supervised process, and written anew without loss.</summary>
public static class Renderings
{
    /// <summary>Every stored pixel, as PNG.</summary>
    public const string Picture = "evidence";

    /// <summary>The decoded sound, as WAV.</summary>
    public const string Sound = "sound";

    /// <summary>The video encoded anew for a browser, as MP4.</summary>
    public const string Film = "film";

    /// <summary>Every stored pixel of a large picture, as the tiles of a <see cref="TileGrid"/>.</summary>
    public const string Tiles = "tiles";

    // What browsers decode at once without trouble; larger pictures are shown reduced, and say so.
    private const int MaximumPixels = 48_000_000;

    // Sixteen bits a sample: 48 kHz for an hour.
    private const int MaximumSamples = 48_000 * 3600;

    /// <summary>Whether there is a rendering of this name.</summary>
    public static bool IsKnown(string name) => name is Picture or Tiles or Sound or Film;

    internal static (IReadOnlyList<Exhibit> Rendered, Fault? Fault) Of(Specimen specimen, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var rendered = new List<Exhibit>();
        Fault? fault = null;
        if (names.Contains(Picture) && specimen.Kind == MediaKind.Image && specimen.Pixels.TryGet(out var pixels, out _))
        {
            var share = Math.Sqrt(Math.Min(1, MaximumPixels / ((double)pixels.Width * pixels.Height)));
            var shown = AreaAverage.Shrink(pixels, (int)(Math.Max(pixels.Width, pixels.Height) * share), cancel);
            rendered.Add(ImageExhibits.Picture(Picture, shown, pixels, $"{ImageExhibits.Scaling(pixels, shown)} {ImageExhibits.Coding(true)}", lossless: true));
        }
        if (names.Contains(Tiles) && specimen.Kind == MediaKind.Image && Decode(specimen, out fault, cancel) is { } large && (long)large.Width * large.Height > TileGrid.FromPixels)
            rendered.Add(Cut(large, cancel));
        if (names.Contains(Sound) && specimen.Audio.TryGet(out var signal, out _) && signal is { Samples.Length: > 0, SampleRateHz: > 0 })
            rendered.Add(Wave(signal));
        if (names.Contains(Film))
        {
            var video = Media.Video.Film.Of(specimen, cancel);
            if (video.TryGet(out var film, out fault)) rendered.Add(Played(film, video.Derivation));
        }
        return (rendered, fault);
    }

    // Methods on pixels end at a smaller size; to be looked at, a picture is decoded up to the limit that holds for all.
    private static RgbImage? Decode(Specimen specimen, out Fault? fault, CancellationToken cancel)
    {
        if (specimen.Pixels.TryGet(out var pixels, out fault) || fault.Code != Codes.NotApplicableTooLarge || specimen.Path is null) return pixels;
        var limits = specimen.Limits with { MaximumDetectorPixels = specimen.Limits.MaximumPixels };
        if (!Intake.TryOpen(specimen.Path, limits, out var again, out fault, cancel)) return null;
        using (again)
        {
            again.Pixels.TryGet(out pixels, out fault);
            return pixels;
        }
    }

    private static Exhibit Cut(RgbImage picture, CancellationToken cancel)
    {
        var (bytes, lossless) = TileMaker.Of(picture, TileMaker.MaximumBytes, cancel);
        var said = $"{ImageExhibits.Scaling(picture, picture)} Fetched in tiles of {TileGrid.Edge} px, for smaller views from sizes halved by area mean. {ImageExhibits.Coding(lossless)}";
        return new Exhibit(Tiles, lossless ? ExhibitNames.Png : ExhibitNames.Jpeg, said, picture.Width, picture.Height, picture.Width, picture.Height, null, null, bytes);
    }

    private static Exhibit Played(Film film, string derivation)
    {
        double? end = film.SourceSeconds is { } seconds ? film.StartSeconds + Math.Min(seconds, Media.Video.Film.MaximumSeconds) : null;
        return new Exhibit(Film, "video/mp4", derivation, 0, 0, film.SourceWidth, film.SourceHeight, film.StartSeconds, end, film.Bytes) { FramesPerSecond = film.FramesPerSecond };
    }

    private static Exhibit Wave(AudioSignal signal)
    {
        var count = Math.Min(signal.Samples.Length, MaximumSamples);
        var bytes = new byte[44 + 2 * count];
        Encoding.ASCII.GetBytes("RIFF....WAVEfmt ................data....", bytes);
        // RIFF: size | fmt: length, kind (PCM), channels, rate, bytes a second, bytes a sample, bits | data: size
        foreach (var (at, value) in new[] { (4, bytes.Length - 8), (16, 16), (24, signal.SampleRateHz), (28, 2 * signal.SampleRateHz), (40, 2 * count) })
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        foreach (var (at, value) in new (int, short)[] { (20, 1), (22, 1), (32, 2), (34, 16) })
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), value);
        for (var i = 0; i < count; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + 2 * i), (short)Math.Round(Math.Clamp(float.IsNaN(signal.Samples[i]) ? 0 : signal.Samples[i], -1, 1) * 32767));
        var channels = signal.SourceChannels > 1 ? $" Mean of {signal.SourceChannels} channels." : "";
        var cut = count < signal.Samples.Length ? " The first hour of it." : "";
        return new Exhibit(Sound, "audio/wav", $"The decoded sound at {signal.SampleRateHz:N0} Hz, 16 bits a sample, not filtered, not normalised.{channels}{cut}", count, 0, 0, 0, 0, (double)count / signal.SampleRateHz, bytes);
    }
}
