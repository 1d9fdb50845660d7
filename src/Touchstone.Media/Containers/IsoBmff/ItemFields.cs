using System.Text;

namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Items and properties of still images (ISO/IEC 23008-12 section 6.5, 14496-12 section 8.11).</summary>
internal static class ItemFields
{
    private const int MaximumReferences = 64;

    internal static void Read(string type, string parent, PayloadReader reader)
    {
        switch (type)
        {
            case "pitm":
                var narrow = reader.U8("version") == 0;
                reader.U24();
                reader.Unsigned(narrow ? 2 : 4, "item");
                break;
            case "infe":
                Entry(reader);
                break;
            case "ispe":
                reader.U32();
                reader.U32("width");
                reader.U32("height");
                break;
            case "irot":
                reader.U8("quarterTurns");
                break;
            case "imir":
                reader.U8("axis");
                break;
            case "auxC":
                reader.U32();
                reader.Text(reader.Remaining, "auxiliaryType", Encoding.UTF8);
                break;
            default:
                if (parent is "iref" or "iref32") References(reader, parent == "iref" ? 2 : 4);
                break;
        }
    }

    private static void Entry(PayloadReader reader)
    {
        var version = reader.U8("version");
        reader.U24("flags");
        reader.Unsigned(version < 3 ? 2 : 4, "item");
        reader.U16("protection");
        if (version >= 2)
        {
            var type = reader.FourCc("itemType");
            var nameAt = reader.Position;
            var name = reader.Text(reader.Remaining, "name", Encoding.UTF8);
            // A mime item's content type follows its name.
            if (type != "mime") return;
            reader.Seek(nameAt + Encoding.UTF8.GetByteCount(name) + 1);
            reader.Text(reader.Remaining, "contentType", Encoding.UTF8);
        }
    }

    private static void References(PayloadReader reader, int idBytes)
    {
        reader.Unsigned(idBytes, "from");
        var count = reader.U16();
        var at = reader.Position;
        List<ulong> to = [];
        for (var i = 0; i < Math.Min((int)count, MaximumReferences) && !reader.Overrun; i++) to.Add(reader.Unsigned(idBytes));
        reader.Add("to", string.Join(',', to), at);
    }
}
