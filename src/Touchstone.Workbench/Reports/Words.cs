using System.Globalization;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Workbench.Reports;

/// <summary>Numbers and enumerations as a person reads them.</summary>
internal static class Words
{
    /// <summary>Three significant digits with a true minus sign; "no value" for what is not a number.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "no value" : value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size == 0) return "0";
        var text = size is >= 1e6 or < 1e-3
            ? value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal)
            : value.ToString(size >= 1000 ? "#,0" : size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : "0.###", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>A coordinate for SVG: two decimals, bounded so that hostile numbers cannot break the drawing.</summary>
    public static string Coordinate(double value) =>
        (double.IsFinite(value) ? Math.Clamp(value, -1e7, 1e7) : 0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Seconds as minutes:seconds.milliseconds, or hours in front.</summary>
    public static string Time(double seconds)
    {
        if (!double.IsFinite(seconds) || Math.Abs(seconds) > 1e7) return "no time";
        var span = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        var sign = span < TimeSpan.Zero ? "−" : "";
        return sign + (span.Duration() >= TimeSpan.FromHours(1) ? span.ToString(@"h\:mm\:ss\.fff", CultureInfo.InvariantCulture) : span.ToString(@"m\:ss\.fff", CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes in full, and rounded where that helps.</summary>
    public static string Bytes(long bytes) => bytes < 10_000
        ? $"{bytes:N0} bytes"
        : $"{bytes:N0} bytes ({(bytes < 10_000_000 ? $"{bytes / 1e3:N0} kB" : $"{bytes / 1e6:N0} MB")})";

    public static string Count(int count, string noun) => Count(count, noun, noun + "s");

    public static string Count(int count, string one, string many) => $"{count:N0} {(count == 1 ? one : many)}";

    public static string Outcome(Outcome outcome) => outcome switch
    {
        Engine.Decisions.Outcome.Clear => "Clear",
        Engine.Decisions.Outcome.Review => "Needs review",
        Engine.Decisions.Outcome.Flag => "Flagged",
        _ => outcome.ToString(),
    };

    public static string Format(MediaFormat format) => format.Name();

    public static string Kind(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Audio => "recording",
        MediaKind.Video => "video",
        MediaKind.Document => "document",
        _ => "file",
    };

    public static string Pointing(Direction direction) => direction switch
    {
        Direction.HigherSupportsManipulation => "higher supports manipulation",
        Direction.LowerSupportsManipulation => "lower supports manipulation",
        _ => "describes; supports nothing by itself",
    };

    /// <summary>What a unit means, for the tooltip of a number; null where the unit speaks for itself.</summary>
    public static string? Meaning(string unit)
    {
        bool Has(string part) => unit.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("NFA")) return "Number of false alarms: how many regions at least this unusual are expected in one authentic image by chance. log10 NFA −2 means one in a hundred images.";
        if (Has("LLR") || Has("likelihood ratio")) return "Natural logarithm of how many times more probable this measurement is if the proposition is true than if it is not.";
        if (Has("share") || Has("fraction")) return "Part of the whole, from 0 (none) to 1 (all).";
        if (Has("probability")) return "The method's own probability under its model, from 0 to 1; not the probability that the material was manipulated.";
        if (Has("dBFS")) return "Decibels relative to full scale; 0 is the loudest value the file can hold.";
        if (Has("dB")) return "Decibels: 20 times the base-10 logarithm of a ratio of amplitudes.";
        if (Has("px") || Has("pixel")) return "Pixels of the evidence at its stored size.";
        if (Has("grey level")) return "Steps of the 8-bit brightness scale, 0 to 255.";
        if (Has("correlation")) return "Agreement of two signals, from −1 (opposite) over 0 (none) to 1 (equal).";
        return Has("z") && unit.Length <= 8 ? "Distance from what is expected, in standard deviations." : null;
    }
}
