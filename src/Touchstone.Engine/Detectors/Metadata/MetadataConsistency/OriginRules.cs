using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Rules about software, stated origin, text blocks and the container.</summary>
internal static class OriginRules
{
    private const int MaximumHits = 8;

    private static readonly string[] _editors =
    [
        "Photoshop", "Lightroom", "GIMP", "Affinity", "Snapseed", "PicsArt", "Facetune", "FaceApp", "Canva", "Pixelmator", "Paint.NET", "Picasa", "ACD Systems", "ACDSee",
        "IrfanView", "ImageMagick", "GraphicsMagick", "Luminar", "Capture One", "DxO", "darktable", "RawTherapee", "PhotoScape", "VSCO", "Meitu", "BeautyPlus", "PaintShop", "Paint Shop", "Corel",
        "Microsoft Photo", "Windows Photo", "Photo Editor", "InShot", "CapCut", "Premiere", "After Effects", "DaVinci", "Final Cut", "iMovie", "HandBrake", "Lavf", "Lavc", "Audacity", "Audition", "Sound Forge", "SoX",
    ];

    // Names that generators write themselves, in Software, CreatorTool or PNG text.
    private static readonly string[] _generators = ["Stable Diffusion", "ComfyUI", "Midjourney", "DALL", "Firefly", "NovelAI", "InvokeAI", "Imagen", "Made with Google AI", "Bing Image Creator", "Ideogram", "FLUX", "Grok Image"];
    private static readonly string[] _generatorKeys = ["parameters", "prompt", "workflow", "invokeai_metadata", "sd-metadata", "Dream"];
    private static readonly int[] _exposure = [0x829A, 0x829D, 0x8827];

    internal static IReadOnlyList<MetadataRule> All { get; } =
    [
        new("meta.software.editor", "An editor named in Software, CreatorTool, history, text chunks or container tags", Weight.Note,
            "Developing, exporting and cataloguing name the program too; a named edit is a disclosed one.", "Exif 2.32 section 4.6.4 (Software); XMP part 2 sections 2.2 and 2.6", Editor),
        new("meta.software.generator", "A generator named, or its settings stored as PNG text", Weight.Note,
            "None is needed: the file says so itself.", "PNG third edition section 11.3.3", Generator),
        new("meta.software.text-differs", "PNG Software and XMP CreatorTool name different programs", Weight.Note,
            "The last program of a chain renews one of them only.", "PNG third edition section 11.3.3.1; XMP part 2 section 2.2", TextDiffers),
        new("meta.source.stated", "IPTC digital source type", Weight.Note, "It is the maker's own statement.", "IPTC Photo Metadata Standard 2023.2, Digital Source Type", SourceStated),
        new("meta.source.generated-with-camera", "Stated to be generated, yet with a camera's exposure data", Weight.Anomaly,
            "A generator that starts from a photograph may keep its Exif.", "IPTC Photo Metadata Standard 2023.2; Exif 2.32 section 4.6.5", GeneratedWithCamera),
        new("meta.iptc.digest", "Digest of the IPTC block against the block", Weight.Note,
            "Any program but the one that wrote the digest may have changed the captions.", "MWG guidelines 2.0 section 3.3.1 (IPTC digest)", Digest),
        new("meta.container.canvas", "The WebP canvas has another size than its only frame", Weight.Anomaly,
            "Writers with faults.", "RFC 9649 section 2.7.1", Canvas),
        new("meta.container.damage", "Sizes, checksums or order that break the container's rules", Weight.Note,
            "Transfers that broke off, and programs that append their own data.", "the container's specification", Damage),
        new("meta.reader", "Blocks that break their own standard", Weight.Note, "Careless writers; editors that move a MakerNote break its offsets.", "Exif 2.32; XMP part 1; IPTC-IIM 4.2", Problems),
    ];

    private static IEnumerable<string> Editor(Statements file) => Named(file, _editors, "is named");

    private static IEnumerable<string> Generator(Statements file)
    {
        foreach (var hit in Named(file, _generators, "generates pictures")) yield return hit;
        foreach (var tag in file.In("PNG-").Where(t => _generatorKeys.Contains(t.Name)).Take(MaximumHits))
            yield return $"PNG text \"{tag.Name}\" holds {tag.Value.Length} characters of settings.";
    }

    private static IEnumerable<string> Named(Statements file, string[] names, string what) => file.Metadata.Tags
        .Where(t => t.Id == 0x131 || t.Name is "Software" or "ISFT" or "encoder" or "ENCODER" or "©too" or "©swr" or "TSSE" or "MuxingApp" or "WritingApp" or "compressorName" or "encoderText" or "codingHistory" or "originator" or "com.apple.quicktime.software"
            || (t.Directory == "XMP" && (t.Name is "xmp:CreatorTool" or "tiff:Software" or "photoshop:Credit" || t.Name.EndsWith("softwareAgent", StringComparison.Ordinal)))
            || (t.Directory == "IPTC" && t.Id == 0x0241))
        .SelectMany(t => names.Where(n => t.Value.Contains(n, StringComparison.OrdinalIgnoreCase)).Take(1).Select(_ => $"{t.Directory} {t.Name} \"{t.Value}\" {what}."))
        .Distinct().Take(MaximumHits);

    private static IEnumerable<string> TextDiffers(Statements file)
    {
        var text = file.In("PNG-").FirstOrDefault(t => t.Name == "Software")?.Value;
        if (text is not null && file.Xmp("xmp:CreatorTool") is { } tool && !text.Contains(tool, StringComparison.OrdinalIgnoreCase) && !tool.Contains(text, StringComparison.OrdinalIgnoreCase))
            yield return $"PNG text names \"{text}\", XMP \"{tool}\".";
    }

    private static string? SourceType(Statements file) => file.In("XMP").FirstOrDefault(t => t.Name.EndsWith("DigitalSourceType", StringComparison.OrdinalIgnoreCase))?.Value;

    private static IEnumerable<string> SourceStated(Statements file) => SourceType(file) is { } type ? [$"Digital source type: {type[(type.LastIndexOf('/') + 1)..]}."] : [];

    private static IEnumerable<string> GeneratedWithCamera(Statements file)
    {
        // The composite types say openly that a photograph is part of it; only the wholly generated one is meant.
        var stated = SourceType(file) is { } type && type.EndsWith("/trainedAlgorithmicMedia", StringComparison.Ordinal);
        if (stated && file.Exif(0x110) is { } model && _exposure.Any(tag => file.Exif(tag) is not null)) yield return $"Stated to be generated, yet {model} states an exposure.";
    }

    private static IEnumerable<string> Digest(Statements file)
    {
        var computed = file.In("Photoshop").FirstOrDefault(t => t.Name == "Computed IPTC Digest")?.Value;
        var stored = file.In("Photoshop").FirstOrDefault(t => t.Id == 0x0425)?.Value;
        if (computed is not null && stored is { Length: 32 } && !string.Equals(computed, stored, StringComparison.OrdinalIgnoreCase) && stored.Trim('0').Length > 0)
            yield return $"The digest {stored} does not fit the IPTC block ({computed}).";
    }

    private static IEnumerable<string> Canvas(Statements file)
    {
        if (file.Specimen.Format != MediaFormat.WebP || !file.Specimen.Container.TryGet(out var tree, out _)) yield break;
        var canvas = tree.OfType("VP8X").FirstOrDefault();
        var frame = tree.All.FirstOrDefault(n => n.Type is "VP8 " or "VP8L");
        if (canvas is null || frame?["width"] is null || tree.OfType("ANMF").Any()) yield break;
        if (canvas["width"] != frame["width"] || canvas["height"] != frame["height"])
            yield return $"Canvas {canvas["width"]} × {canvas["height"]}, frame {frame["width"]} × {frame["height"]}.";
    }

    private static IEnumerable<string> Damage(Statements file) =>
        file.Specimen.Container.TryGet(out var tree, out _) ? tree.Damage.Take(MaximumHits).Select(d => $"At {d.Offset}: {d.Message}") : [];

    private static IEnumerable<string> Problems(Statements file) => file.Metadata.Problems.Take(MaximumHits);
}
