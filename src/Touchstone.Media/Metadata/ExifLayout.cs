using Touchstone.Media.Containers;
using Touchstone.Media.Containers.Image;

namespace Touchstone.Media.Metadata;

/// <summary>One entry of an Exif directory by its shape, without its value.</summary>
/// <param name="Tag">Tag number.</param>
/// <param name="Type">Type number (TIFF 6.0 page 15): 2 = ASCII, 3 = short, 5 = rational.</param>
/// <param name="Count">How many values it declares.</param>
public readonly record struct ExifEntry(int Tag, int Type, long Count)
{
    /// <summary>The tag's name where it matters to structure, else its number.</summary>
    public string Name => TiffTags.Name(Tag);
}

/// <summary>One Exif directory by its shape.</summary>
/// <param name="Name">"IFD0", "IFD1", "ExifIFD", "GPSInfoIFD", "InteroperabilityIFD".</param>
/// <param name="Entries">Its entries in stored order.</param>
public sealed record ExifDirectory(string Name, IReadOnlyList<ExifEntry> Entries);

/// <summary>The shape of an Exif block: byte order, directories and entries in stored order. Values are personal; the shape is the writer's.</summary>
/// <param name="IsBigEndian">Motorola order ("MM").</param>
/// <param name="Directories">In the order they are reached.</param>
public sealed record ExifLayout(bool IsBigEndian, IReadOnlyList<ExifDirectory> Directories)
{
    // Real blocks hold four or five directories of some dozens of entries.
    private const int MaximumDirectories = 16;
    private const int MaximumEntries = 512;

    internal static ExifLayout? Of(byte[] block)
    {
        if (block is not ([(byte)'M', (byte)'M', ..] or [(byte)'I', (byte)'I', ..])) return null;
        var walk = new Walk(block, block[0] == 'M');
        walk.Chain("IFD0", walk.At(4).U32());
        return new(walk.IsBig, walk.Found);
    }

    private sealed class Walk(byte[] block, bool isBig)
    {
        private readonly ByteWindow _window = new(ByteSource.Of(block));
        private readonly HashSet<long> _seen = [];

        internal bool IsBig => isBig;

        internal List<ExifDirectory> Found { get; } = [];

        internal PayloadReader At(long offset) => new(_window, offset, block.Length, isBig);

        internal void Chain(string name, long offset)
        {
            for (var number = 0; offset > 0 && Found.Count < MaximumDirectories && _seen.Add(offset); number++)
            {
                var reader = At(offset);
                var count = Math.Min((int)reader.U16(), MaximumEntries);
                if (reader.Overrun) return;
                var below = new List<(string Name, long Offset)>();
                var entries = new List<ExifEntry>();
                for (var i = 0; i < count; i++)
                {
                    var entry = new ExifEntry(reader.U16(), reader.U16(), reader.U32());
                    var value = reader.U32();
                    if (reader.Overrun) break;
                    entries.Add(entry);
                    if (TiffTags.PointsToDirectory(entry.Tag) && entry.Type == 4 && entry.Count == 1) below.Add((entry.Name, value));
                }
                Found.Add(new(name == "IFD0" ? $"IFD{number}" : name, entries));
                var next = At(offset + 2 + (12L * count));
                var following = next.U32();
                foreach (var (directory, at) in below) Chain(directory, at);
                // Only the main chain goes on; a directory pointed at stands alone.
                offset = name == "IFD0" && !next.Overrun ? following : 0;
            }
        }
    }
}
