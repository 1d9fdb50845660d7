namespace Touchstone.Media.Ffmpeg;

/// <summary>The arguments by which ffmpeg and ffprobe open one specimen and nothing else.</summary>
internal static class FfmpegInput
{
    /// <summary>Before the path, so that no path is taken for an option or another protocol.</summary>
    internal const string Scheme = "file:";

    /// <summary>
    /// The demuxer is fixed by the sniffed format and no other may be opened, so that a playlist or concat script cannot name other
    /// files; only the file protocol (and the pipe written to) is open; the external references of QuickTime stay off by default.
    /// </summary>
    internal static string[] Arguments(Specimen specimen) =>
        ["-protocol_whitelist", "file,pipe", "-format_whitelist", Demuxer(specimen.Format)!, "-f", Demuxer(specimen.Format)!, "-i", Scheme + specimen.Path];

    /// <summary>Why ffmpeg cannot be asked about this specimen, or null.</summary>
    internal static Fault? Refuse(Specimen specimen)
    {
        if (specimen.Kind == MediaKind.Image || Demuxer(specimen.Format) is null)
            return Fault.Absent(Codes.ViewNotPresent, $"{(specimen.Kind == MediaKind.Image ? "A still image" : "A document")} has no streams.");
        if (specimen.Path is null)
            return Fault.Absent(Codes.ViewNotPresent, "ffmpeg reads files; this specimen lies in memory. Write it to a file to examine its streams.");
        return FfmpegTools.Ffmpeg is null || FfmpegTools.Ffprobe is null ? FfmpegTools.Missing : null;
    }

    // Demuxer names of libavformat (ffmpeg -demuxers).
    private static string? Demuxer(MediaFormat format) => format switch
    {
        MediaFormat.Wav => "wav",
        MediaFormat.Flac => "flac",
        MediaFormat.Mp3 => "mp3",
        MediaFormat.Ogg => "ogg",
        MediaFormat.Amr => "amr",
        MediaFormat.M4a or MediaFormat.Mp4 or MediaFormat.Mov => "mov",
        MediaFormat.Matroska or MediaFormat.WebM => "matroska",
        MediaFormat.Avi => "avi",
        _ => null,
    };
}
