using System.Globalization;
using Touchstone.Media.Ffmpeg;

namespace Touchstone.Media.Video;

/// <summary>A video encoded anew so that a browser plays it: a copy to look at, never what is examined.</summary>
public sealed record Film
{
    /// <summary>Longest stretch that is encoded, seconds.</summary>
    public const int MaximumSeconds = 900;

    /// <summary>Most bytes of it.</summary>
    public const int MaximumBytes = 56 << 20;

    // Up to here the pictures are shown larger; beyond, the bits of a second get few.
    private const int ShortSeconds = 300;
    private const int LargerEdge = 960, SmallerEdge = 640;
    private const int SoundBits = 96_000, MostBits = 2_500_000;

    // One encoding with its decoding; a minute of 1080p takes about ten seconds of two cores.
    private const double MaximumEncodingSeconds = 240;

    /// <summary>MP4 with H.264 and, where there is sound, AAC.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Stored pixels per line of the original.</summary>
    public required int SourceWidth { get; init; }

    /// <summary>Stored lines of the original.</summary>
    public required int SourceHeight { get; init; }

    /// <summary>Longer edge it is reduced to, if the original's is longer, pixels.</summary>
    public required int Edge { get; init; }

    /// <summary>Time of the original that is its time 0.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Length of the original, or null where the container gives none.</summary>
    public required double? SourceSeconds { get; init; }

    /// <summary>Mean rate of the frames by the container, or null.</summary>
    public required double? FramesPerSecond { get; init; }

    /// <summary>Encodes a video; the fault says why there is none.</summary>
    /// <param name="specimen">The video.</param>
    /// <param name="cancel">Stops it.</param>
    public static View<Film> Of(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (VideoSource.Open(specimen, out var fault) is not { } source) return View<Film>.Missing(fault!);
        var streams = specimen.Streams.Value!;
        // A sound that cannot be decoded costs the sound.
        foreach (var sound in StreamProbe.First(streams, "audio") is { } audio ? [audio, null] : new MediaStream?[] { null })
        {
            if (Encode(source, sound, cancel, out fault) is not { } bytes) continue;
            var film = new Film
            {
                Bytes = bytes, SourceWidth = source.Width, SourceHeight = source.Height, Edge = EdgeOf(source), SourceSeconds = source.DurationSeconds, FramesPerSecond = FrameReader.Rate(source.Stream),
                StartSeconds = streams.Streams.Where(s => s.Type is "video" or "audio").Select(s => StreamProbe.Seconds(s.Properties.GetValueOrDefault("start_time"))).Min() ?? 0,
            };
            return View<Film>.Of(film, film.Describe(sound is not null));
        }
        return View<Film>.Missing(fault!);
    }

    private string Describe(bool withSound)
    {
        var reduced = Math.Max(SourceWidth, SourceHeight) > Edge ? $"reduced to {Edge} px at the longer edge from {SourceWidth} × {SourceHeight} px" : $"{SourceWidth} × {SourceHeight} px";
        var cut = SourceSeconds > MaximumSeconds ? $" The first {MaximumSeconds / 60} minutes of it." : "";
        return $"Re-encoded for viewing (H.264, {reduced}, {(withSound ? "sound as AAC" : "no sound")}); every frame at its own time, nothing rotated.{cut}";
    }

    private static int EdgeOf(VideoSource source) => source.DurationSeconds <= ShortSeconds ? LargerEdge : SmallerEdge;

    private static byte[]? Encode(VideoSource source, MediaStream? sound, CancellationToken cancel, out Fault? fault)
    {
        var path = Path.Combine(Path.GetTempPath(), $"touchstone-film-{Guid.NewGuid():N}");
        var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        using var file = new FileStream(path, made);
        // Nameless from here on: it goes with this process, however that ends. An index at the front needs a file that can be sought in, which a pipe is not.
        File.Delete(path);
        var outcome = FfmpegRun.Run(
            FfmpegTools.Ffmpeg!, Arguments(source, sound, $"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}"), source.Specimen.Limits with { MaximumFfmpegSeconds = MaximumEncodingSeconds },
            async (stream, token) =>
            {
                await stream.CopyToAsync(Stream.Null, token).ConfigureAwait(false);
                return true;
            }, null, cancel, MaximumBytes + (MaximumBytes >> 3));
        var length = outcome.ExitCode == 0 ? RandomAccess.GetLength(file.SafeFileHandle) : 0;
        fault = length > 0 ? null : outcome.Fault ?? Fault.Damaged(Codes.VideoUndecodable, $"No version to play could be made ({FfmpegRun.Complaint(outcome)}).");
        if (length == 0) return null;
        var bytes = new byte[length];
        for (var read = 0; read < bytes.Length;) read += RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(read), read);
        FilmIndex.KeepAsStored(bytes);
        return bytes;
    }

    // As with the frames: as stored, not rotated, no frame doubled or dropped.
    private static string[] Arguments(VideoSource source, MediaStream? sound, string target)
    {
        var edge = EdgeOf(source);
        var seconds = Math.Clamp(source.DurationSeconds ?? MaximumSeconds, 1, MaximumSeconds);
        var bits = (int)Math.Min(MostBits, MaximumBytes * 8.0 * 0.9 / seconds - SoundBits);
        string[] heard = sound is null ? [] : ["-map", Number($"0:{sound.Index}"), "-c:a", "aac", "-b:a", Number($"{SoundBits}"), "-ac", "2"];
        return
        [
            "-nostdin", "-hide_banner", "-nostats", "-loglevel", "error", "-y", "-noautorotate", .. FfmpegInput.Arguments(source.Specimen),
            "-map", Number($"0:{source.Stream.Index}"), .. heard, "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-t", Number($"{MaximumSeconds}"),
            "-vf", Number($"scale='if(gte(iw,ih),min({edge},floor(iw/2)*2),-2)':'if(gte(iw,ih),-2,min({edge},floor(ih/2)*2))':flags=area,setsar=1,format=yuv420p"), "-vsync", "vfr",
            // A frame that stands by itself twice a second or so, so that a browser is quick at any place.
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", Number($"{bits}"), "-bufsize", Number($"{2 * bits}"), "-g", "15", "-threads", "2",
            "-fs", Number($"{MaximumBytes}"), "-movflags", "+faststart", "-f", "mp4", target,
        ];
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
