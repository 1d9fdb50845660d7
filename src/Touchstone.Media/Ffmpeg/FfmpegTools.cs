namespace Touchstone.Media.Ffmpeg;

/// <summary>Where ffmpeg, ffprobe and prlimit are installed: looked up on PATH once per process.</summary>
internal static class FfmpegTools
{
    internal static string? Ffmpeg { get; } = Find("ffmpeg");

    internal static string? Ffprobe { get; } = Find("ffprobe");

    /// <summary>util-linux prlimit, which starts a program under resource limits; null where it is not installed.</summary>
    internal static string? Prlimit { get; } = Find("prlimit");

    internal static Fault Missing { get; } = Fault.Damaged(Codes.FfmpegMissing,
        "Sound and video are read through ffmpeg and ffprobe, which are not on PATH. Install them (Debian, Ubuntu: apt-get install ffmpeg) and examine again.");

    private static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}
