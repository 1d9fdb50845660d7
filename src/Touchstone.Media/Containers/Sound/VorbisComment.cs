using System.Text;

namespace Touchstone.Media.Containers.Sound;

/// <summary>Vendor and comments (Vorbis I section 5, used by FLAC and Opus): length u32 and text, count u32, then length and "KEY=value".</summary>
internal static class VorbisComment
{
    private const int MaximumComments = 1000;

    internal static void Read(PayloadReader reader)
    {
        reader.Text(reader.U32(), "vendor", Encoding.UTF8);
        var count = Math.Min(reader.U32(), MaximumComments);
        for (var i = 0; i < count && !reader.Overrun; i++)
        {
            var length = reader.U32();
            var at = reader.Position;
            var text = reader.Text(length, null, Encoding.UTF8);
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) reader.Add(text[..equals].ToUpperInvariant(), text[(equals + 1)..], at);
        }
    }
}
