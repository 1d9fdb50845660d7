namespace Touchstone.Media;

/// <summary>The named bounds on untrusted material. Every loop over input and every allocation sized by a header obeys one.</summary>
public sealed record Limits
{
    /// <summary>The bounds used when nothing else is said.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Largest specimen, bytes (default 2 GiB).</summary>
    public long MaximumBytes { get; init; } = 2L << 30;

    /// <summary>Largest still image file held in memory, bytes (default 256 MiB).</summary>
    public long MaximumImageBytes { get; init; } = 256L << 20;

    /// <summary>Largest image or frame, pixels (default 120 million).</summary>
    public long MaximumPixels { get; init; } = 120_000_000;

    /// <summary>Largest image up to which pixel detectors run, pixels (default 50 million); larger images are examined by structure alone.</summary>
    public long MaximumDetectorPixels { get; init; } = 50_000_000;

    /// <summary>Longest recording or video, seconds (default 2 h).</summary>
    public double MaximumDurationSeconds { get; init; } = 7200;

    /// <summary>Longest stretch of audio decoded into memory, seconds (default 20 min).</summary>
    public double MaximumAudioSeconds { get; init; } = 1200;

    /// <summary>Most frames sampled from a video (default 64).</summary>
    public int MaximumFrames { get; init; } = 64;

    /// <summary>Most nodes of a container tree (default 100,000).</summary>
    public int MaximumNodes { get; init; } = 100_000;

    /// <summary>Most rows kept of one table in a container (default 100,000).</summary>
    public int MaximumRows { get; init; } = 100_000;

    /// <summary>Deepest nesting of a container tree (default 32).</summary>
    public int MaximumNesting { get; init; } = 32;

    /// <summary>Most scans of one progressive JPEG (default 256; encoders write about ten): a scan of a few bytes may walk the whole image.</summary>
    public int MaximumScans { get; init; } = 256;

    /// <summary>Longest run of one ffmpeg or ffprobe process, seconds (default 120).</summary>
    public double MaximumFfmpegSeconds { get; init; } = 120;
}
