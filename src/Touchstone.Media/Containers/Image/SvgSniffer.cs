using System.Buffers;
using System.Text;

namespace Touchstone.Media.Containers.Image;

/// <summary>Tells an SVG drawing by its root element (XML 1.0 section 2.8: declaration, comments and a document type may stand before it).</summary>
internal static class SvgSniffer
{
    // Licences in comments and entities of old editors stay well below.
    private const int SearchBytes = 64 * 1024;

    private static readonly SearchValues<char> _endOfName = SearchValues.Create(" \t\r\n/>");

    /// <summary>True when the first element is svg, in whatever prefix.</summary>
    internal static bool IsSvg(ByteSource source)
    {
        // Most files are told to be no XML by their first bytes.
        if (!BeginsAsXml(source.Slice(0, 16))) return false;
        var text = Decode(source.Slice(0, SearchBytes)).AsSpan().TrimStart();
        while (text.Length > 1 && text[0] == '<' && text[1] is '?' or '!')
        {
            var end = EndOfProlog(text);
            if (end < 0) return false;
            text = text[end..].TrimStart();
        }
        return text.Length > 0 && text[0] == '<' && IsSvgName(text[1..]);
    }

    private static bool BeginsAsXml(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        else if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return head.IndexOf((byte)'<') is 2 or 3;
        foreach (var b in head)
        {
            if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') continue;
            return b == (byte)'<';
        }
        return !head.IsEmpty;
    }

    private static string Decode(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static int EndOfProlog(ReadOnlySpan<char> text)
    {
        if (text[1] == '?') return After(text, "?>");
        if (text.StartsWith("<!--")) return After(text, "-->");
        if (!text.StartsWith("<!DOCTYPE")) return -1;
        // The internal subset stands in brackets and holds declarations with signs of their own.
        var close = text.IndexOf('>');
        var bracket = text.IndexOf('[');
        if (bracket < 0 || bracket > close) return close < 0 ? -1 : close + 1;
        var end = text.IndexOf(']');
        if (end < 0) return -1;
        var after = text[end..].IndexOf('>');
        return after < 0 ? -1 : end + after + 1;
    }

    private static int After(ReadOnlySpan<char> text, ReadOnlySpan<char> mark)
    {
        var at = text.IndexOf(mark);
        return at < 0 ? -1 : at + mark.Length;
    }

    private static bool IsSvgName(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(_endOfName);
        if (end < 0) return false;
        var name = text[..end];
        var colon = name.IndexOf(':');
        return (colon < 0 ? name : name[(colon + 1)..]).SequenceEqual("svg");
    }
}
