namespace Touchstone.Provenance.Containers.Media;

/// <summary>Undoes ID3's unsynchronisation, which puts a zero after every byte FF so that no decoder takes the tag for sound.</summary>
internal sealed class Unsynchronised
{
    // Positions in the plain bytes before which a zero was dropped.
    private readonly List<int> _dropped = [];

    private Unsynchronised(byte[] bytes) => Bytes = bytes;

    /// <summary>The plain bytes.</summary>
    internal byte[] Bytes { get; private set; }

    internal static Unsynchronised Undo(byte[] source)
    {
        var plain = new Unsynchronised(new byte[source.Length]);
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            plain.Bytes[length++] = source[i];
            if (source[i] != 0xFF || i + 1 >= source.Length || source[i + 1] != 0) continue;
            plain._dropped.Add(length);
            i++;
        }
        plain.Bytes = plain.Bytes[..length];
        return plain;
    }

    /// <summary>Where a position of the plain bytes lay before.</summary>
    internal int Before(int position)
    {
        var index = _dropped.BinarySearch(position);
        return position + (index >= 0 ? index + 1 : ~index);
    }
}
