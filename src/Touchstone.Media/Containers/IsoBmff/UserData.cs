using System.Text;

namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>User data and metadata items (QuickTime File Format, "User data atoms" and "Metadata"; 3GPP TS 26.244 section 8).</summary>
internal static class UserData
{
    private const int MaximumKeys = 1000;

    /// <summary>Names of the items of the following list: full box, count, then size, namespace, name.</summary>
    internal static IReadOnlyList<string> Keys(TreeBuilder tree, PayloadReader reader)
    {
        reader.U32();
        var count = Math.Min(reader.U32("entries"), MaximumKeys);
        List<string> keys = [];
        for (var i = 0; i < count && reader.Remaining >= 8; i++)
        {
            var at = reader.Position;
            long size = reader.U32();
            reader.FourCc();
            if (size < 8 || size > reader.End - at)
            {
                tree.Damaged(Codes.ContainerDamaged, at, "A metadata key reaches beyond its box.");
                break;
            }
            keys.Add(reader.Text(size - 8, "key", Encoding.UTF8));
            reader.Seek(at + size);
        }
        return keys;
    }

    /// <summary>The value of a metadata item: type u32 (1 = UTF-8, 2 = UTF-16, 21 and 22 integers, 23 and 24 floats), locale u32, value.</summary>
    internal static void Item(PayloadReader reader)
    {
        var type = reader.U32("valueType") & 0xFFFFFF;
        reader.U32();
        var at = reader.Position;
        var length = (int)Math.Min(reader.Remaining, 8);
        switch (type)
        {
            case 1: reader.Text(reader.Remaining, "value", Encoding.UTF8); break;
            case 2: reader.Text(reader.Remaining, "value", Encoding.BigEndianUnicode); break;
            case 21 or 0 when reader.Remaining is > 0 and <= 8: reader.Signed(length, "value"); break;
            case 22 or (>= 75 and <= 78) when reader.Remaining is > 0 and <= 8: reader.Unsigned(length, "value"); break;
            case 23 when reader.Remaining == 4: reader.Add("value", BitConverter.UInt32BitsToSingle(reader.U32()).ToString("R"), at); break;
            case 24 when reader.Remaining == 8: reader.Add("value", BitConverter.UInt64BitsToDouble(reader.U64()).ToString("R"), at); break;
            default: reader.Add("bytes", reader.Remaining.ToString(), at); break;
        }
    }

    /// <summary>Text in user data: "©xyz" holds size u16, language u16, text; cameras also store plain text.</summary>
    internal static void Text(string type, PayloadReader reader)
    {
        if (reader.Remaining is 0 or > PayloadReader.MaximumText) return;
        if (type[0] == '©' && reader.Remaining > 4)
        {
            var size = reader.U16();
            reader.U16();
            reader.Text(Math.Min(size, reader.Remaining), "text", Encoding.UTF8);
            return;
        }
        var at = reader.Position;
        var raw = reader.Bytes((int)reader.Remaining);
        // 3GPP text has version, flags and a language before it.
        if (raw is [0, 0, 0, 0, _, _, ..] && type is "titl" or "auth" or "cprt" or "dscp" or "perf" or "gnre" or "albm") raw = raw[6..];
        var text = PayloadReader.Printable(raw, Encoding.UTF8);
        if (text.Length >= 2 && !text.Contains('·') && !text.Contains('\uFFFD')) reader.Add("text", text, at);
    }
}
