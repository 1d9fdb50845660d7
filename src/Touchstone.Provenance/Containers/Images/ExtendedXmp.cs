using System.Buffers.Binary;
using System.Text;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>Puts together the XMP that does not fit one JPEG segment (XMP specification part 3 §1.1.3.1).</summary>
internal sealed class ExtendedXmp(LayoutBuilder to)
{
    private const int Head = 35 + 32 + 4 + 4;

    private readonly Dictionary<string, byte[]> _packets = [];

    //  0          35               67            71       75
    //  | name\0   | digest, 32     | full length | offset | part …
    internal void Take(long content, long length)
    {
        var head = to.Bytes.Exactly(content, Head);
        if (length < Head || head.Length < Head) return;
        var digest = Encoding.Latin1.GetString(head.Slice(35, 32));
        long full = BinaryPrimitives.ReadUInt32BigEndian(head[67..]);
        long offset = BinaryPrimitives.ReadUInt32BigEndian(head[71..]);
        if (full > to.Limits.MaximumXmpBytes || offset >= full) return;
        if (!_packets.TryGetValue(digest, out var packet))
        {
            // Few digests are real; each may ask for the whole bound.
            if (_packets.Count >= 4) return;
            _packets[digest] = packet = new byte[(int)full];
        }
        if (offset >= packet.Length) return;
        to.Asset.Read(content + Head, packet.AsSpan((int)offset, (int)Math.Min(length - Head, packet.Length - offset)));
    }

    internal void Finish()
    {
        foreach (var packet in _packets.Values) to.Xmp(packet);
    }
}
