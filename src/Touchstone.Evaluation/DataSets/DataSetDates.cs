using System.Globalization;

namespace Touchstone.Evaluation.DataSets;

/// <summary>Dates of capture as manifests and cameras write them.</summary>
public static class DataSetDates
{
    // Cameras write 2026:11:23 12:00:00 (Exif 2.32, DateTimeOriginal).
    private static readonly string[] _formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy:MM:dd HH:mm:ss", "yyyy:MM:dd", "yyyy/MM/dd", "yyyyMMdd", "yyyy-MM", "yyyy",
    ];

    /// <summary>The moment a text states, in universal time where it names no zone; null where it is not understood.</summary>
    /// <param name="text">ISO 8601, or as cameras write it.</param>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var moment) ? moment : null;

    /// <summary>When a file was captured, by its column "date"; null where it states none.</summary>
    /// <param name="entry">The file.</param>
    public static DateTimeOffset? Of(DataSetEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Columns.TryGetValue("date", out var text) || entry.Columns.TryGetValue("capture_date", out text) || entry.Columns.TryGetValue("captured", out text) ? Parse(text) : null;
    }
}
