using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Containers;
using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>What a file states about itself, looked up by standard tag numbers.</summary>
public sealed class Statements
{
    private readonly List<PreviewMatch> _previews = [];

    internal Statements(Specimen specimen, MediaMetadata metadata)
    {
        Specimen = specimen;
        Metadata = metadata;
    }

    /// <summary>The specimen.</summary>
    public Specimen Specimen { get; }

    /// <summary>Its metadata.</summary>
    public MediaMetadata Metadata { get; }

    /// <summary>How the stored previews compare with the image; empty where there are none that can be compared.</summary>
    public IReadOnlyList<PreviewMatch> Previews => _previews;

    internal void Add(PreviewMatch match) => _previews.Add(match);

    /// <summary>A value of the main or Exif directory by tag number (Exif 2.32 tables 3 to 8), trimmed; null if absent or blank.</summary>
    public string? Exif(int tag) => Value(t => t.Id == tag && t.Directory is "Exif IFD0" or "Exif SubIFD");

    /// <summary>A value of the GPS directory by tag number (Exif 2.32 table 15).</summary>
    public string? Gps(int tag) => Value(t => t.Id == tag && t.Directory == "GPS");

    /// <summary>A value of XMP by property path.</summary>
    public string? Xmp(string path) => Value(t => t.Directory == "XMP" && t.Name == path);

    /// <summary>All values whose directory begins with a word.</summary>
    public IEnumerable<MetadataTag> In(string directory) => Metadata.Tags.Where(t => t.Directory.StartsWith(directory, StringComparison.Ordinal));

    /// <summary>Width and height by the container: what a decoder will deliver, before any rotation; null where not stated.</summary>
    public (int Width, int Height)? StoredSize()
    {
        if (!Specimen.Container.TryGet(out var tree, out _)) return Pixels();
        return tree.Format switch
        {
            MediaFormat.Png => Size(tree.OfType("IHDR").FirstOrDefault(), "width", "height") ?? Pixels(),
            MediaFormat.Jpeg => Size(tree.Roots.FirstOrDefault(IsFrame), "Width", "Height") ?? Pixels(),
            _ => Pixels(),
        };
    }

    /// <summary>The numbers of a stored value: "52/1 30/1 0/1" gives three.</summary>
    public static IReadOnlyList<double> Numbers(string? value)
    {
        List<double> numbers = [];
        foreach (var part in (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 && TryNumber(part, out var plain)) numbers.Add(plain);
            else if (slash > 0 && TryNumber(part.AsSpan(0, slash), out var numerator) && TryNumber(part.AsSpan(slash + 1), out var denominator)) numbers.Add(numerator / denominator);
        }
        return numbers;
    }

    // What PixelXDimension speaks of is the main image, so the frame header stands before a decode where it can.
    private static bool IsFrame(ContainerNode node) => node.Type.StartsWith("SOF", StringComparison.Ordinal);

    private (int, int)? Pixels() => Specimen.Pixels.Value is { } pixels ? (pixels.Width, pixels.DeclaredHeight ?? pixels.Height) : null;

    // A JPEG frame header may leave the height at 0 and state it behind the scan (T.81 section B.2.5).
    private static (int, int)? Size(ContainerNode? node, string across, string down) =>
        node is not null && int.TryParse(node[across], out var width) && int.TryParse(node[down], out var height) && width > 0 && height > 0 ? (width, height) : null;

    private string? Value(Func<MetadataTag, bool> wanted)
    {
        var value = Metadata.Tags.FirstOrDefault(wanted)?.Value.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
