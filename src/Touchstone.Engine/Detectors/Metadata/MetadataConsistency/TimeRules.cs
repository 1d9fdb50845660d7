using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Rules about times. No clock is asked: only the file's own stamps are compared, and clocks of devices may be wrong, so none is a contradiction.</summary>
internal static class TimeRules
{
    private const int Modified = 0x132, Original = 0x9003, Digitised = 0x9004;

    // Publication of the versions of the standard (CIPA DC-008 and JEITA CP-3451 title pages).
    private static readonly (string Version, string Published)[] _exifVersions =
        [("0220", "2002-04-01"), ("0221", "2003-09-01"), ("0230", "2010-04-26"), ("0231", "2016-07-15"), ("0232", "2019-05-17"), ("0300", "2023-05-17")];

    internal static IReadOnlyList<MetadataRule> All { get; } =
    [
        new("meta.time.impossible", "An Exif time that is no date of the calendar", Weight.Anomaly,
            "Firmware and converters with faults write such times.", "Exif 2.32 section 4.6.4", Impossible),
        new("meta.time.modified-before-taken", "DateTime more than 26 hours before DateTimeOriginal", Weight.Anomaly,
            "A computer whose clock was wrong, or a camera whose clock was set between.", "Exif 2.32 sections 4.6.4 and 4.6.5; MWG guidelines 2.0 section 4.3", ModifiedBeforeTaken),
        new("meta.time.digitised-before-taken", "DateTimeDigitized more than 26 hours before DateTimeOriginal", Weight.Anomaly,
            "Someone corrected the time of taking and left the other.", "Exif 2.32 section 4.6.5", DigitisedBefore),
        new("meta.time.digitised-later", "DateTimeDigitized more than 26 hours after DateTimeOriginal", Weight.Note,
            "Scans of prints and film are digitised long after they were taken.", "Exif 2.32 section 4.6.5", DigitisedLater),
        new("meta.time.gps-differs", "GPS date and time (UTC) beyond any time zone of DateTimeOriginal", Weight.Anomaly,
            "The camera's clock was not set, or the position is an old fix.", "Exif 2.32 section 4.6.6", GpsDiffers),
        new("meta.time.xmp-differs", "XMP CreateDate more than 26 hours from both Exif times of taking", Weight.Anomaly,
            "Software that stamps the time of export, or a corrected camera clock.", "XMP part 2 section 2.2; MWG guidelines 2.0 section 5.3", XmpDiffers),
        new("meta.time.xmp-order", "XMP ModifyDate or MetadataDate before CreateDate, or before the Exif time of taking", Weight.Anomaly,
            "Computers with wrong clocks, and later corrections of the time of taking.", "XMP part 1 section 8.4", XmpOrder),
        new("meta.time.before-standard", "A file written before the version of Exif it declares was published", Weight.Anomaly,
            "A camera whose clock was never set.", "CIPA DC-008 (Exif 2.32 and 3.0), publication dates", BeforeStandard),
        new("meta.time.before-profile", "Every stamp of the file lies before the creation of its colour profile", Weight.Anomaly,
            "A wrong clock, or a profile added later without touching the stamps.", "ICC.1:2022 section 7.2.8", BeforeProfile),
        new("meta.time.container-differs", "Creation times in a film's or recording's container more than 26 hours apart, or a change before creation", Weight.Anomaly,
            "Remuxing renews some times and keeps others.", "ISO/IEC 14496-12 sections 8.2.2 and 8.3.2; EBU Tech 3285", ContainerDiffers),
    ];

    private static Stamp? Exif(Statements file, int tag, string name) => Stamp.Parse(name, file.Exif(tag));

    private static IEnumerable<string> Impossible(Statements file)
    {
        foreach (var (tag, name) in ((int, string)[])[(Modified, "DateTime"), (Original, "DateTimeOriginal"), (Digitised, "DateTimeDigitized")])
            if (file.Exif(tag) is { } text && !Stamp.IsUnset(text) && Stamp.Parse(name, text) is null)
                yield return $"{name} is \"{text}\", which is no time.";
    }

    private static IEnumerable<string> ModifiedBeforeTaken(Statements file)
    {
        if (Exif(file, Modified, "DateTime") is { } modified && Exif(file, Original, "DateTimeOriginal") is { } taken && modified.IsBefore(taken))
            yield return $"{modified} lies before {taken}.";
    }

    private static IEnumerable<string> DigitisedBefore(Statements file)
    {
        if (Exif(file, Digitised, "DateTimeDigitized") is { } digitised && Exif(file, Original, "DateTimeOriginal") is { } taken && digitised.IsBefore(taken))
            yield return $"{digitised} lies before {taken}.";
    }

    private static IEnumerable<string> DigitisedLater(Statements file)
    {
        if (Exif(file, Digitised, "DateTimeDigitized") is { } digitised && Exif(file, Original, "DateTimeOriginal") is { } taken && taken.IsBefore(digitised))
            yield return $"{digitised} lies after {taken}.";
    }

    private static IEnumerable<string> GpsDiffers(Statements file)
    {
        // Tags 29 and 7: date as text, time as three ratios, both UTC.
        var clock = Statements.Numbers(file.Gps(7));
        if (file.Gps(29) is not { } day || clock.Count != 3 || !clock.All(double.IsFinite)) yield break;
        if (Stamp.Parse("GPS", day.Replace(':', '-')) is not { } date || Exif(file, Original, "DateTimeOriginal") is not { } taken) yield break;
        var utc = date.Local + TimeSpan.FromSeconds(Math.Clamp((clock[0] * 3600) + (clock[1] * 60) + clock[2], 0, 86_400));
        var apart = taken.Local - utc;
        // One hour of slack for a fix from before the exposure.
        if (apart < TimeSpan.FromHours(-13) || apart > TimeSpan.FromHours(15)) yield return $"GPS says {utc:yyyy-MM-dd HH:mm:ss}Z, {taken}: {apart.TotalHours:0.0} hours apart.";
    }

    private static IEnumerable<string> XmpDiffers(Statements file)
    {
        if (Stamp.Parse("xmp:CreateDate", file.Xmp("xmp:CreateDate")) is not { } created) yield break;
        var taken = new[] { Exif(file, Original, "DateTimeOriginal"), Exif(file, Digitised, "DateTimeDigitized") }.OfType<Stamp>().ToList();
        if (taken.Count > 0 && taken.All(t => t.IsBefore(created) || created.IsBefore(t))) yield return $"{created} fits neither {string.Join(" nor ", taken)}.";
    }

    private static IEnumerable<string> XmpOrder(Statements file)
    {
        var created = Stamp.Parse("xmp:CreateDate", file.Xmp("xmp:CreateDate"));
        var taken = Exif(file, Original, "DateTimeOriginal");
        foreach (var name in (string[])["xmp:ModifyDate", "xmp:MetadataDate"])
        {
            if (Stamp.Parse(name, file.Xmp(name)) is not { } later) continue;
            if (created is not null && later.IsBefore(created)) yield return $"{later} lies before {created}.";
            else if (taken is not null && later.IsBefore(taken)) yield return $"{later} lies before {taken}.";
        }
    }

    private static IEnumerable<string> BeforeStandard(Statements file)
    {
        var published = _exifVersions.FirstOrDefault(v => v.Version == file.Exif(0x9000)).Published;
        if (Stamp.Parse("published", published) is not { } known || (Exif(file, Modified, "DateTime") ?? Exif(file, Original, "DateTimeOriginal")) is not { } written) yield break;
        // Makers build to a draft; a year is more than any draft precedes its standard.
        if (written.Local < known.Local.AddYears(-1)) yield return $"{written}, but Exif version {file.Exif(0x9000)} appeared in {known.Local:yyyy-MM}.";
    }

    private static IEnumerable<string> BeforeProfile(Statements file)
    {
        var profile = file.In("ICC").FirstOrDefault(t => t.Name == "Profile Date/Time")?.Value;
        if (Stamp.Parse("profile", profile) is not { } made) yield break;
        var stamps = new[] { Exif(file, Modified, "DateTime"), Exif(file, Original, "DateTimeOriginal"), Exif(file, Digitised, "DateTimeDigitized"),
            Stamp.Parse("xmp:ModifyDate", file.Xmp("xmp:ModifyDate")), Stamp.Parse("xmp:MetadataDate", file.Xmp("xmp:MetadataDate")), Stamp.Parse("xmp:CreateDate", file.Xmp("xmp:CreateDate")) }.OfType<Stamp>().ToList();
        if (stamps.Count > 0 && stamps.All(s => s.IsBefore(made))) yield return $"The profile was made {made.Local:yyyy-MM-dd}; the latest stamp is {stamps.MaxBy(s => s.Local)}.";
    }

    private static IEnumerable<string> ContainerDiffers(Statements file)
    {
        var movie = file.In("MP4 mvhd").ToList();
        var created = Stamp.Parse("mvhd creation", movie.Find(t => t.Name == "creationTimeUtc")?.Value);
        var modified = Stamp.Parse("mvhd modification", movie.Find(t => t.Name == "modificationTimeUtc")?.Value);
        // Zones are open here too: camera firmware writes local time where the standard asks for UTC.
        if (created is not null && modified is not null && modified.Local < created.Local - Stamp.Zones) yield return $"{modified} lies before {created}.";
        var bext = file.In("WAV bext").ToDictionaryByName();
        created ??= Stamp.Parse("bext", bext.TryGetValue("originationDate", out var day) ? $"{day.Replace(':', '-')} {bext.GetValueOrDefault("originationTime", "").Replace('-', ':')}" : null);
        created ??= Stamp.Parse("Matroska DateUTC", file.In("Matroska Info").FirstOrDefault(t => t.Name == "DateUTC")?.Value);
        if (created is null) yield break;
        foreach (var tag in file.Metadata.Tags.Where(t => t.Name is "com.apple.quicktime.creationdate" or "©day" or "ICRD" or "IDIT" or "CREATION_TIME"))
            if (Stamp.Parse(tag.Name, tag.Value) is { } other && (other.Local - created.Local).Duration() > Stamp.Zones) yield return $"{created} and {other}.";
    }

    private static Dictionary<string, string> ToDictionaryByName(this IEnumerable<Touchstone.Media.Metadata.MetadataTag> tags)
    {
        Dictionary<string, string> values = [];
        foreach (var tag in tags) values.TryAdd(tag.Name, tag.Value);
        return values;
    }
}
