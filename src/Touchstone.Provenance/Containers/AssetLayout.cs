namespace Touchstone.Provenance.Containers;

/// <summary>A manifest store found in an asset.</summary>
/// <param name="Bytes">The store: a JUMBF superbox, put together where the format splits it.</param>
/// <param name="Ranges">Where it lies with all its wrapping (markers, lengths, chunk head and CRC, box head, a TIFF entry's count), in file order: what a data hash leaves out.</param>
/// <param name="Place">Where, for people: "APP11 segments", "caBX chunk".</param>
public sealed record EmbeddedStore(ReadOnlyMemory<byte> Bytes, IReadOnlyList<ByteRange> Ranges, string Place)
{
    /// <summary>
    /// What an ISO-BMFF box says it is for: "manifest"; "update" for an original and its update joined into one store (C2PA 2.2 §A.5.3).
    /// "original" or "update" with a single range lacks the other half; anything else is not known.
    /// </summary>
    public string Purpose { get; init; } = "manifest";
}

/// <summary>What a stretch of the file holds.</summary>
public enum RegionRole
{
    /// <summary>Structure needed to read the media: headers, tables, indexes.</summary>
    Structure,
    /// <summary>The media itself: entropy-coded data, samples, pixels.</summary>
    Media,
    /// <summary>EXIF, XMP, IPTC, tags, comments, thumbnails.</summary>
    Metadata,
    /// <summary>The manifest store with its wrapping.</summary>
    Credentials,
    /// <summary>Padding and free space.</summary>
    Padding,
    /// <summary>Bytes after the end of the format's structure, or that it does not account for.</summary>
    Unaccounted,
}

/// <summary>A stretch of the file and what lies there.</summary>
/// <param name="Name">For people: "APP1 XMP", "IDAT", "moov", "after the end of the image".</param>
/// <param name="Range">Where.</param>
/// <param name="Role">What kind of thing it is.</param>
public sealed record AssetRegion(string Name, ByteRange Range, RegionRole Role);

/// <summary>A unit that <c>c2pa.hash.boxes</c> names (C2PA 2.2 §A.… and §18.8): a JPEG segment, a PNG chunk.</summary>
/// <param name="Name">Name as used in the assertion: "SOI", "APP1", "C2PA", "IHDR".</param>
/// <param name="Range">The unit with its head, and for a JPEG scan its entropy-coded data.</param>
public sealed record NamedBox(string Name, ByteRange Range);

/// <summary>Damage of the container itself.</summary>
/// <param name="Offset">Where.</param>
/// <param name="Text">What, in a sentence.</param>
public sealed record ContainerDamage(long Offset, string Text);

/// <summary>What provenance needs to know of a file's structure.</summary>
public sealed record AssetLayout
{
    /// <summary>Format by content.</summary>
    public required AssetFormat Format { get; init; }

    /// <summary>Manifest stores in file order; more than one makes all of them invalid (C2PA 2.2 §15.5.2.1), save in a PDF.</summary>
    public IReadOnlyList<EmbeddedStore> Stores { get; init; } = [];

    /// <summary>Stretches in file order that cover every byte exactly once.</summary>
    public IReadOnlyList<AssetRegion> Regions { get; init; } = [];

    /// <summary>Units of the general box hash, in file order; empty where the format has none.</summary>
    public IReadOnlyList<NamedBox> Boxes { get; init; } = [];

    /// <summary>XMP packets in file order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Xmp { get; init; } = [];

    /// <summary>Places made for a manifest store that hold none: an empty C2PA uuid box or chunk.</summary>
    public IReadOnlyList<AssetRegion> EmptyPlaces { get; init; } = [];

    /// <summary>Damage met while reading.</summary>
    public IReadOnlyList<ContainerDamage> Damage { get; init; } = [];

    /// <summary>Whether the format is unknown, or the damage so great that a manifest store could have been missed.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether it is a segment of a film whose manifest lies in the initialisation segment.</summary>
    public bool IsFragment { get; init; }

    /// <summary>The boxes of an ISO-BMFF file, or empty.</summary>
    public IReadOnlyList<BmffBox> Bmff { get; init; } = [];
}
