using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Devices;

/// <summary>Signs in the metadata that a picture was put together from several exposures, aligned and blended, or stabilised by cropping: each pixel then has more than one photosite behind it.</summary>
public static class StackedFrames
{
    // Makers whose phones merge bursts in the ordinary mode; the fall of PRNU there is measured by Iuliani, Fontani and Piva, A leak in PRNU based source identification (IEEE Access 2021).
    private static readonly string[] _makers = ["Apple", "Google", "samsung", "HUAWEI", "HONOR", "Xiaomi", "OnePlus", "OPPO", "vivo", "realme", "motorola", "Nothing"];

    /// <summary>The caution in one sentence, or null where nothing points to stacking.</summary>
    public static string? Caution(MediaMetadata? metadata)
    {
        if (metadata is null) return null;
        if (metadata.Find("Exif", "Custom Rendered") is { } rendered && rendered is not ("0" or "Normal process"))
            return "Its EXIF states custom rendering (HDR, panorama or portrait): frames may have been stacked, which weakens or breaks the sensor's pattern.";
        if (metadata.Find("Exif", "Scene Capture Type") is "3" or "Night scene")
            return "Its EXIF states a night scene: frames may have been stacked, which weakens or breaks the sensor's pattern.";
        if (metadata.Find("Exif", "Software") is { } software && software.Contains("HDR", StringComparison.OrdinalIgnoreCase))
            return "Its EXIF names HDR software: frames may have been stacked, which weakens or breaks the sensor's pattern.";
        return metadata.Find("Exif IFD0", "Make") is { } make && _makers.Contains(make.Trim(), StringComparer.OrdinalIgnoreCase)
            ? $"{make.Trim()} phones merge several exposures in ordinary use and share processing across devices: a missing pattern means little, and a match needs a second look."
            : null;
    }
}
