using System.Text.RegularExpressions;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>Who wrote the file, told by texts and layout. Own observations, with the years software became available.</summary>
internal static partial class Writers
{
    // First releases: FFmpeg 3.0 (Lavf57) February 2016, 4.0 (58) April 2018, 5.0 (59) January 2022, 6.0 (60) February 2023, 7.0 (61) April 2024, 8.0 (62) August 2025.
    private static readonly Dictionary<int, int> _libavformatYears = new() { [57] = 2016, [58] = 2018, [59] = 2022, [60] = 2023, [61] = 2024, [62] = 2025 };

    private static readonly (string Mark, string Name)[] _softwareMarks =
    [
        ("Lavf", "FFmpeg (libavformat)"), ("Lavc", "FFmpeg (libavcodec)"), ("x264 - core", "x264"), ("x265 (build", "x265"), ("HandBrake", "HandBrake"),
        ("Mainconcept", "MainConcept (Adobe Premiere and others)"), ("GPAC", "GPAC"), ("Google Inc.", "Google (YouTube and others)"), ("Adobe", "Adobe"),
        ("DaVinci", "DaVinci Resolve"), ("CapCut", "CapCut"), ("TikTok", "TikTok"), ("L-SMASH", "L-SMASH"), ("libvpx", "libvpx"), ("mkvmerge", "mkvmerge"),
    ];

    /// <summary>Software that signed a text, or null.</summary>
    internal static string? Software(string text) => _softwareMarks.FirstOrDefault(m => text.Contains(m.Mark, StringComparison.Ordinal)).Name;

    /// <summary>First year in which the signing version of libavformat could be had, or null.</summary>
    internal static int? FirstYear(string text) =>
        LavfVersion().Match(text) is { Success: true } match && _libavformatYears.TryGetValue(int.Parse(match.Groups[1].ValueSpan), out var year) ? year : null;

    /// <summary>The layout of a file as a line: "ftyp(isom) free mdat moov".</summary>
    internal static string Layout(Movie movie) => string.Join(' ', movie.Tree.Roots.Take(12).Select(n => n.Type == "ftyp" ? $"ftyp({n["majorBrand"]?.Trim()})" : n.Type));

    /// <summary>libavformat's habits: brand isom with minor version 512, or handlers named by it.</summary>
    internal static bool LooksLikeLibavformat(Movie movie) =>
        movie.Tree.Roots.FirstOrDefault(n => n.Type == "ftyp") is { } brand && brand["minorVersion"] == "512" && brand["majorBrand"]?.Trim() is "isom" or "qt"
        && movie.Texts.Any(t => t.Key == "handler" && t.Value is "VideoHandler" or "SoundHandler" or "DataHandler");

    [GeneratedRegex(@"Lavf(\d{2})\.", RegexOptions.CultureInvariant)]
    private static partial Regex LavfVersion();
}
