namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>
/// Boxes of ISO base media and QuickTime files (ISO/IEC 14496-12 section 4.2, QuickTime File Format 2001): size u32, type,
/// size 1 = u64 follows, size 0 = to the end. Payloads of samples are never read.
/// </summary>
internal static class IsoBmffContainer
{
    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        List<ContainerNode> roots = [];
        new BoxWalk(tree).Boxes(0, tree.Length, 0, "", roots);
        return roots;
    }
}

/// <summary>One walk over the boxes of a file, with what boxes need to know of earlier ones.</summary>
internal sealed class BoxWalk(TreeBuilder tree)
{
    private const int FullBoxBytes = 4;
    private const int UuidBytes = 16;

    private static readonly HashSet<string> _plainContainers =
    [
        "moov", "trak", "mdia", "minf", "stbl", "dinf", "edts", "udta", "mvex", "moof", "traf", "mfra", "iprp", "ipco",
        "gmhd", "wave", "sinf", "schi", "strk", "strd", "tapt", "clip", "matt", "ilst", "hnti", "hinf", "rinf", "imap", "cmov",
    ];

    // Keys of the metadata item list that follows them (QuickTime "keys" atom).
    private IReadOnlyList<string> _keys = [];

    internal TreeBuilder Tree => tree;

    internal void Boxes(long start, long end, int depth, string parent, List<ContainerNode> into)
    {
        for (var at = start; at < end;)
        {
            // QuickTime ends user data with four zero bytes.
            if (end - at < 8 || (parent == "udta" && end - at == 4))
            {
                if (parent != "udta") tree.Damaged(Codes.ContainerTruncated, at, $"{end - at} bytes here are no box.");
                return;
            }
            if (!tree.MayAdd(at, depth)) return;
            var node = Box(at, end, depth, parent);
            into.Add(node);
            if (node.Type == "(bytes)") return;
            at = node.Offset + node.Length;
        }
    }

    private ContainerNode Box(long at, long end, int depth, string parent)
    {
        var reader = tree.Reader(at, end, bigEndian: true);
        long size = reader.U32();
        var type = parent == "ilst" && _keys.Count > 0 ? ItemType(reader) : reader.FourCc();
        var headerLength = 8;
        if (size == 1)
        {
            size = (long)Math.Min(reader.U64(), long.MaxValue);
            headerLength = 16;
        }
        if (size == 0)
        {
            if (depth > 0) tree.Damaged(Codes.ContainerDamaged, at, $"Box {type} inside {parent} has no size of its own.");
            size = end - at;
        }
        if (size < headerLength)
        {
            tree.Damaged(Codes.ContainerDamaged, at, $"Box {type} declares {size} bytes, less than its header; what follows is not read.");
            return new ContainerNode("(bytes)", at, end - at, 0);
        }
        var present = Math.Min(size, end - at);
        if (size > present) tree.Damaged(Codes.ContainerTruncated, at, $"Box {type} declares {size} bytes; {present} are there.");
        if (type == "uuid") headerLength += (int)Math.Min(UuidBytes, present - headerLength);
        return Contents(new ContainerNode(type, at, present, headerLength), parent, depth);
    }

    private string ItemType(PayloadReader reader)
    {
        var at = reader.Position;
        var index = reader.U32();
        if (index >= 1 && index <= _keys.Count) return _keys[(int)index - 1];
        reader.Seek(at);
        return reader.FourCc();
    }

    private ContainerNode Contents(ContainerNode box, string parent, int depth)
    {
        var payload = tree.Reader(box.PayloadOffset, box.Offset + box.Length, bigEndian: true);
        List<ContainerNode> children = [];
        ContainerTable? table = null;
        if (box.Type == "uuid")
        {
            var id = tree.Reader(box.Offset + box.HeaderLength - UuidBytes, box.Offset + box.HeaderLength, true).Bytes(UuidBytes);
            payload.Add("uuid", Convert.ToHexStringLower(id), box.Offset + 8);
            if (tree.Format == MediaFormat.Cr3 && CanonBoxes.HeadOf(id) is { } head) Boxes(box.PayloadOffset + head, box.Offset + box.Length, depth + 1, "uuid", children);
        }
        else if (parent == "ilst")
        {
            Boxes(box.PayloadOffset, box.Offset + box.Length, depth + 1, "item", children);
            if (children.Find(c => c.Type == "data")?["value"] is { } value) payload.Add("value", value, box.PayloadOffset);
        }
        else if (_plainContainers.Contains(box.Type)) Boxes(box.PayloadOffset, box.Offset + box.Length, depth + 1, box.Type, children);
        else if (box.Type == "meta") Meta(box, depth, children);
        else if (box.Type == "stsd") SampleEntries.Read(this, payload, depth, children);
        else if (box.Type is "dref" or "iinf" or "iref" or "grpl") Listed(box.Type, payload, depth, children);
        else if (box.Type == "keys") _keys = UserData.Keys(tree, payload);
        else table = SampleTables.Read(tree, box.Type, payload);
        if (table is null && children.Count == 0) BoxFields.Read(box.Type, parent, payload);
        return box with { Fields = payload.Fields, Children = children, Table = table };
    }

    // ISO makes meta a full box (version and flags first), QuickTime does not: the place of the handler tells.
    private void Meta(ContainerNode box, int depth, List<ContainerNode> children)
    {
        var plain = tree.Reader(box.PayloadOffset + 4, box.Offset + box.Length, true).FourCc() == "hdlr";
        Boxes(box.PayloadOffset + (plain ? 0 : FullBoxBytes), box.Offset + box.Length, depth + 1, "meta", children);
        _keys = [];
    }

    // Full boxes that hold boxes, some behind a count.
    private void Listed(string type, PayloadReader payload, int depth, List<ContainerNode> children)
    {
        var version = payload.U8("version");
        payload.U24();
        if (type == "dref" || (type == "iinf" && version > 0)) payload.U32("entries");
        else if (type == "iinf") payload.U16("entries");
        Boxes(payload.Position, payload.End, depth + 1, type == "iref" ? (version == 0 ? "iref" : "iref32") : type, children);
    }
}
