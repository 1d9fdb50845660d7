using System.Globalization;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>A time as a file states it: a wall clock, with its distance from UTC where stated.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Local">Clock time.</param>
/// <param name="Offset">Distance from UTC, or null where the file leaves it open.</param>
public sealed record Stamp(string Source, DateTime Local, TimeSpan? Offset)
{
    // Zones reach from −12 h to +14 h: two clocks that show the same moment differ by 26 hours at most.
    internal static readonly TimeSpan Zones = TimeSpan.FromHours(26);

    private static readonly string[] _plain = ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd", "yyyy:MM:dd HH:mm"];
    private static readonly string[] _zoned = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy:MM:dd HH:mm:sszzz"];

    /// <summary>Reads the forms of Exif, XMP (ISO 8601) and containers; null for anything else.</summary>
    public static Stamp? Parse(string source, string? text)
    {
        if (text is null) return null;
        text = text.Trim('\0', ' ');
        if (DateTime.TryParseExact(text, _plain, CultureInfo.InvariantCulture, DateTimeStyles.None, out var plain)) return new Stamp(source, plain, null);
        return DateTimeOffset.TryParseExact(text, _zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned) ? new Stamp(source, zoned.DateTime, zoned.Offset) : null;
    }

    /// <summary>True when the text says "not set", as Exif 2.32 section 4.6.4 asks: blanks or zeros with colons.</summary>
    public static bool IsUnset(string text) => text.All(c => c is ' ' or ':' or '0' or '-' or '/' or '\0' or 'T' or 'Z');

    /// <summary>True when this moment lies before the other whatever zones their clocks were in.</summary>
    public bool IsBefore(Stamp other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Offset is { } mine && other.Offset is { } theirs) return Local - mine < other.Local - theirs - TimeSpan.FromMinutes(1);
        return Local < other.Local - Zones;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Source} {Local:yyyy-MM-dd HH:mm:ss}{(Offset is { } o ? (o == TimeSpan.Zero ? "Z" : $" {(o < TimeSpan.Zero ? '-' : '+')}{o:hh\\:mm}") : "")}";
}
