using System.Globalization;

namespace Touchstone.Media.Video;

/// <summary>Collects the presentation time of every frame from the lines of ffmpeg's showinfo filter.</summary>
/// <remarks>
/// "[Parsed_showinfo_1 @ 0x…] config in time_base: 1/12800, frame_rate: 25/1" and then per frame
/// "[Parsed_showinfo_1 @ 0x…] n:   3 pts:   1536 pts_time:0.12 …". The integer time is used: pts_time is printed with six digits only.
/// </remarks>
internal sealed class FrameTimes
{
    private readonly List<double> _seconds = [];
    private double _unit = double.NaN;

    internal IReadOnlyList<double> Seconds => _seconds;

    internal void Read(string line)
    {
        if (!line.Contains("showinfo", StringComparison.Ordinal)) return;
        if (After(line, "config in time_base:") is { } unit) _unit = Ratio(unit);
        else if (line.Contains(" n:", StringComparison.Ordinal) && After(line, " pts:") is { } pts) _seconds.Add(Time(pts, After(line, "pts_time:")));
    }

    private double Time(string pts, string? seconds)
    {
        if (long.TryParse(pts, NumberStyles.Integer, CultureInfo.InvariantCulture, out var ticks) && double.IsFinite(_unit)) return ticks * _unit;
        // A frame without a time is put at the time of the one before.
        return StreamProbe.Seconds(seconds) ?? (_seconds.Count > 0 ? _seconds[^1] : 0);
    }

    private static double Ratio(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && StreamProbe.Seconds(parts[0]) is { } over && StreamProbe.Seconds(parts[1]) is > 0 and var under ? over / under : double.NaN;
    }

    // The word after a label, without the comma that may follow it.
    private static string? After(string line, string label)
    {
        var at = line.IndexOf(label, StringComparison.Ordinal);
        if (at < 0) return null;
        var rest = line.AsSpan(at + label.Length).TrimStart();
        var end = rest.IndexOfAny(' ', ',');
        return (end < 0 ? rest : rest[..end]).ToString();
    }
}
