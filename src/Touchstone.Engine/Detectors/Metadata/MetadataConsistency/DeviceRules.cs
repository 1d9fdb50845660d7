using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Rules about the device and the size, exposure and orientation it recorded.</summary>
internal static class DeviceRules
{
    private const int Make = 0x10F, Model = 0x110, Orientation = 0x112, ExposureTime = 0x829A, FNumber = 0x829D;

    // Makers whose cameras and phones write a MakerNote in every JPEG; the Exif standard leaves it optional.
    private static readonly string[] _makersWithNotes = ["Canon", "NIKON", "SONY", "FUJIFILM", "OLYMPUS", "Panasonic", "PENTAX", "Apple"];

    // Private blocks whose signature only one maker uses. Others travel between brands with bought-in cameras and prove nothing.
    private static readonly (string Signature, string Maker)[] _exclusiveNotes = [("Apple iOS", "Apple"), ("Nikon", "NIKON")];

    internal static IReadOnlyList<MetadataRule> All { get; } =
    [
        new("meta.device.maker-note-other", "The maker's private block carries the signature of another maker than Make names", Weight.Contradiction,
            "", "Exif 2.32 section 4.6.5 (MakerNote, Make): both name the maker of the recording equipment", NoteOfAnother),
        new("meta.device.maker-note-missing", "Make, Model and exposure of a maker whose devices always write a MakerNote, without one", Weight.Anomaly,
            "Messengers, web services and many editors drop the block.", "Exif 2.32 section 4.6.5 (MakerNote)", NoteMissing),
        new("meta.device.incomplete", "Exposure data without Make or Model, or one without the other", Weight.Note,
            "Privacy filters remove the device's name.", "Exif 2.32 section 4.6.4", Incomplete),
        new("meta.device.exposure-pair", "ExposureTime against ShutterSpeedValue, FNumber against ApertureValue: more than one stop apart", Weight.Anomaly,
            "Some firmware rounds or fills the APEX values carelessly; adapted lenses report nothing.", "Exif 2.32 annex C (APEX)", ExposurePair),
        new("meta.device.orientation", "Orientation outside 1 to 8", Weight.Anomaly, "Some firmware writes 0 for \"not known\".", "Exif 2.32 section 4.6.4", BadOrientation),
        new("meta.device.converted", "Camera data in a format that cameras do not write", Weight.Note,
            "The picture was converted; phones also add Exif to screenshots.", "Exif 2.32 section 4.5; PNG third edition section 11.3.2.9", Converted),
        new("meta.size.aspect-differs", "Stored width and height have another shape than the size Exif states, rotation allowed", Weight.Anomaly,
            "Cropping, with software that leaves the Exif size as it was.", "Exif 2.32 section 4.6.5 (PixelXDimension)", AspectDiffers),
        new("meta.size.scaled", "Stored width and height are a scaled version of the size Exif states", Weight.Note,
            "Resizing for the web.", "Exif 2.32 section 4.6.5 (PixelXDimension)", Scaled),
        new("meta.size.resolution", "A resolution of zero or an undefined unit", Weight.Note, "Careless writers.", "Exif 2.32 section 4.6.4 (XResolution, ResolutionUnit)", Resolution),
    ];

    private static IEnumerable<string> NoteOfAnother(Statements file)
    {
        if (file.Exif(Make) is not { } make) yield break;
        var note = file.In("MakerNote").FirstOrDefault()?.Value;
        foreach (var (signature, maker) in _exclusiveNotes)
            if (note == signature && !make.Contains(maker, StringComparison.OrdinalIgnoreCase))
                yield return $"Make is \"{make}\", but the private block is that of {maker}.";
    }

    private static IEnumerable<string> NoteMissing(Statements file)
    {
        if (file.Specimen.Format != MediaFormat.Jpeg || file.Metadata.HasMakerNote || file.Exif(Model) is not { } model || file.Exif(ExposureTime) is null) yield break;
        if (file.Exif(Make) is { } make && _makersWithNotes.Any(m => make.StartsWith(m, StringComparison.OrdinalIgnoreCase)))
            yield return $"{make} {model} states an exposure but carries no MakerNote.";
    }

    private static IEnumerable<string> Incomplete(Statements file)
    {
        var (make, model) = (file.Exif(Make), file.Exif(Model));
        if (make is null != model is null) yield return $"Make is {Shown(make)}, Model is {Shown(model)}.";
        else if (make is null && file.Exif(ExposureTime) is { } time) yield return $"An exposure of {time} s is stated, but no device.";
    }

    private static IEnumerable<string> ExposurePair(Statements file)
    {
        // Tv = −log2 t, Av = 2 log2 N.
        if (Ratio(file, ExposureTime) is { } time && time > 0 && Ratio(file, 0x9201) is { } tv && Math.Abs(tv + Math.Log2(time)) > 1)
            yield return $"ExposureTime is {time:0.######} s, ShutterSpeedValue {tv:0.##} means {Math.Pow(2, -tv):0.######} s.";
        if (Ratio(file, FNumber) is { } number && number > 0 && Ratio(file, 0x9202) is { } av && Math.Abs(av - (2 * Math.Log2(number))) > 1)
            yield return $"FNumber is {number:0.##}, ApertureValue {av:0.##} means {Math.Pow(2, av / 2):0.##}.";
    }

    private static IEnumerable<string> BadOrientation(Statements file)
    {
        if (file.Exif(Orientation) is { } text && int.TryParse(text, out var value) && value is < 1 or > 8) yield return $"Orientation is {value}.";
    }

    private static IEnumerable<string> Converted(Statements file)
    {
        if (file.Specimen.Format is MediaFormat.Png or MediaFormat.Gif or MediaFormat.Bmp or MediaFormat.WebP && file.Exif(Make) is { } make)
            yield return $"A {file.Specimen.Format.Name()} file names the camera {make} {file.Exif(Model)}.";
    }

    private static IEnumerable<string> AspectDiffers(Statements file) => Sizes(file) is { } sizes && !SameShape(sizes) ? [Text(sizes)] : [];

    private static IEnumerable<string> Scaled(Statements file) =>
        Sizes(file) is { } sizes && SameShape(sizes) && Math.Max(sizes.Width, sizes.Height) != Math.Max(sizes.StatedWidth, sizes.StatedHeight) ? [Text(sizes)] : [];

    private static (int Width, int Height, int StatedWidth, int StatedHeight)? Sizes(Statements file) =>
        int.TryParse(file.Exif(0xA002), out var width) && int.TryParse(file.Exif(0xA003), out var height) && width > 0 && height > 0 && file.StoredSize() is { } stored
            ? (stored.Width, stored.Height, width, height)
            : null;

    // Scaling rounds each side to a pixel.
    private static bool SameShape((int Width, int Height, int StatedWidth, int StatedHeight) s)
    {
        bool Fits(int w, int h) => Math.Abs(((double)s.Width / w) - ((double)s.Height / h)) <= (1.0 / w) + (1.0 / h);
        return Fits(s.StatedWidth, s.StatedHeight) || Fits(s.StatedHeight, s.StatedWidth);
    }

    private static string Text((int Width, int Height, int StatedWidth, int StatedHeight) s) => $"The image is {s.Width} × {s.Height}, Exif states {s.StatedWidth} × {s.StatedHeight}.";

    private static IEnumerable<string> Resolution(Statements file)
    {
        if (file.Exif(0x128) is { } unit && unit is not ("1" or "2" or "3")) yield return $"ResolutionUnit is {unit}.";
        if (Ratio(file, 0x11A) is 0) yield return "XResolution is 0.";
    }

    private static double? Ratio(Statements file, int tag) => Statements.Numbers(file.Exif(tag)) is [var number, ..] && double.IsFinite(number) ? number : null;

    private static string Shown(string? text) => text is null ? "absent" : $"\"{text}\"";
}
