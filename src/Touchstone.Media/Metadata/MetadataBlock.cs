namespace Touchstone.Media.Metadata;

/// <summary>What a block of metadata is, and so which standard reads it.</summary>
internal enum BlockKind
{
    Exif,
    Xmp,
    XmpExtension,
    Iptc,
    Photoshop,
    Icc,
    Jfif,
    Adobe,
    MultiPicture,
}

/// <summary>A self-contained block of metadata found in a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">First byte in the file, so that what lies inside can be pointed at; −1 where the block was compressed or assembled.</param>
/// <param name="Bytes">The block without its container's framing.</param>
internal sealed record MetadataBlock(BlockKind Kind, long Offset, byte[] Bytes);
