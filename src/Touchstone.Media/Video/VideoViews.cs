using Touchstone.Media.Pixels;

namespace Touchstone.Media.Video;

/// <summary>One elementary stream as the demultiplexer reports it.</summary>
/// <param name="Index">Stream index.</param>
/// <param name="Type">"video", "audio", "subtitle", "data".</param>
/// <param name="Codec">Codec name: "h264", "aac".</param>
/// <param name="DurationSeconds">Duration, or null where the container gives none.</param>
/// <param name="Properties">Further facts by ffprobe's names: width, height, r_frame_rate, avg_frame_rate, sample_rate, channels, tags.</param>
public sealed record MediaStream(int Index, string Type, string Codec, double? DurationSeconds, IReadOnlyDictionary<string, string> Properties);

/// <summary>What the demultiplexer says about a recording or video.</summary>
/// <param name="FormatName">Demultiplexer's name.</param>
/// <param name="DurationSeconds">Duration, or null.</param>
/// <param name="Streams">All streams.</param>
/// <param name="Tags">Container tags: encoder, creation_time, com.apple.quicktime.model.</param>
public sealed record StreamInfo(string FormatName, double? DurationSeconds, IReadOnlyList<MediaStream> Streams, IReadOnlyDictionary<string, string> Tags);

/// <summary>One sampled frame.</summary>
/// <param name="TimeSeconds">Presentation time.</param>
/// <param name="Pixels">The frame at its stored size.</param>
public sealed record VideoFrame(double TimeSeconds, RgbImage Pixels);

/// <summary>Frames sampled evenly over the video, in presentation order.</summary>
/// <param name="Frames">At most <see cref="Limits.MaximumFrames"/> frames.</param>
public sealed record SampledFrames(IReadOnlyList<VideoFrame> Frames);

/// <summary>One shot.</summary>
/// <param name="StartSeconds">Presentation time of its first frame.</param>
/// <param name="EndSeconds">Presentation time just after its last frame.</param>
public sealed record Shot(double StartSeconds, double EndSeconds);

/// <summary>Shot boundaries, with the presentation time of every decoded frame and the frame-to-frame difference they come from.</summary>
/// <param name="Shots">Shots in order; at least one for a video with a frame.</param>
/// <param name="FrameTimesSeconds">Presentation times of all frames read.</param>
/// <param name="FrameDifferences">Difference of each frame to the one before, 0–1; the first is 0.</param>
public sealed record ShotBoundaries(IReadOnlyList<Shot> Shots, double[] FrameTimesSeconds, float[] FrameDifferences);
