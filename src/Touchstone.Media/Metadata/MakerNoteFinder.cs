using System.Text;
using Touchstone.Media.Containers;

namespace Touchstone.Media.Metadata;

/// <summary>
/// Finds the maker's private block itself (Exif 2.32 section 4.6.5, tag 37500). The library chooses its reader by Make,
/// so only the bytes tell whose block it is.
/// </summary>
internal static class MakerNoteFinder
{
    private const int ExifDirectory = 34665, MakerNote = 37500, SignatureBytes = 12;

    internal static void Find(MetadataBlock block, TagList into)
    {
        var window = new ByteWindow(ByteSource.Of(block.Bytes));
        var big = block.Bytes is [(byte)'M', ..];
        PayloadReader At(long offset) => new(window, offset, window.Length, big);
        if (Entry(At(At(4).U32()), ExifDirectory) is not { } exif || Entry(At(exif.Value), MakerNote) is not { } note) return;
        // Signatures are words and a version; a block without one begins with a count of entries.
        var signature = PayloadReader.Printable(At(note.Value).Bytes(SignatureBytes), Encoding.Latin1);
        into.Add("MakerNote", "Signature", MakerNote, signature, $"{note.Count} bytes");
    }

    private static (uint Count, uint Value)? Entry(PayloadReader directory, int wanted)
    {
        var count = directory.U16();
        for (var i = 0; i < count && !directory.Overrun; i++)
        {
            var tag = directory.U16();
            directory.U16();
            var (values, value) = (directory.U32(), directory.U32());
            if (tag == wanted && !directory.Overrun) return (values, value);
        }
        return null;
    }
}
