namespace Touchstone.Media.Carving;

/// <summary>How much of a carved picture is there.</summary>
public enum CarvedState
{
    /// <summary>From SOI to EOI, and every coefficient can be read.</summary>
    Whole,

    /// <summary>From SOI to EOI, but the image data break off or contradict their tables.</summary>
    Damaged,

    /// <summary>It begins and has image data, but ends without EOI: at the end of the file or where something else begins.</summary>
    Cut,

    /// <summary>A JPEG process that is not decoded here: lossless (raw files keep their sensor data so), arithmetic, 12 bit.</summary>
    OtherProcess,

    /// <summary>Its structure stands, but the bound on pixels to decode was reached before it.</summary>
    NotDecoded,
}

/// <summary>A JPEG that lies inside another file.</summary>
/// <param name="Offset">First byte (SOI) in the file, or −1 where it is stored as text and lies nowhere in one piece.</param>
/// <param name="Length">Bytes to the end of EOI, or as far as it reaches.</param>
/// <param name="Hash">SHA-256 of these bytes.</param>
/// <param name="Place">Where it lies by the structure of the file: "APP1", "Image", "IFD0 · StripOffsets"; "" where nothing names the place.</param>
/// <param name="Width">Samples per line by its frame header.</param>
/// <param name="Height">Lines by its frame header.</param>
/// <param name="State">How much of it is there.</param>
public sealed record CarvedPicture(long Offset, long Length, Sha256 Hash, string Place, int Width, int Height, CarvedState State)
{
    /// <summary>Offset of the carved picture it lies within, or null.</summary>
    public long? Within { get; init; }

    /// <summary>Its bytes where they lie nowhere in one piece (base64 in XMP), else null: they are read from the file.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Whether it is the file itself rather than something inside it.</summary>
    public bool IsFile { get; init; }
}

/// <summary>All that was carved from a file.</summary>
/// <param name="Pictures">In the order of their offsets; those stored as text last.</param>
/// <param name="Notes">Bounds that were reached, in sentences; empty for most files.</param>
public sealed record CarvedPictures(IReadOnlyList<CarvedPicture> Pictures, IReadOnlyList<string> Notes);
