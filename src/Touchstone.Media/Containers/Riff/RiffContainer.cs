namespace Touchstone.Media.Containers.Riff;

/// <summary>
/// RIFF chunks (Microsoft and IBM 1991): id, size u32, data, padded to even. RF64 and BW64 keep 64-bit sizes in a ds64 chunk
/// (EBU Tech 3306); RIFX is big-endian. WebP: RFC 9649; AVI: AVI RIFF file reference with OpenDML 1.02.
/// </summary>
internal static class RiffContainer
{
    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        var walk = new Walk(tree, tree.Reader(0, 4, true).FourCc());
        List<ContainerNode> roots = [];
        walk.Chunks(0, tree.Length, 0, "", roots);
        return roots;
    }

    private sealed class Walk(TreeBuilder tree, string signature)
    {
        private readonly bool _big = signature == "RIFX";
        private readonly bool _wide = signature is "RF64" or "BW64";
        // 64-bit sizes by chunk id, from ds64, which comes first.
        private readonly Dictionary<string, long> _sizes = [];

        internal void Chunks(long start, long end, int depth, string list, List<ContainerNode> into)
        {
            for (var at = start; at < end && tree.MayAdd(at, depth);)
            {
                var reader = tree.Reader(at, end, _big);
                var id = reader.FourCc();
                long declared = reader.U32();
                if (reader.Overrun || (at == start && depth == 0 && id != signature))
                {
                    tree.Damaged(Codes.ContainerTruncated, at, $"{end - at} bytes here are no chunk.");
                    into.Add(new ContainerNode("(bytes)", at, end - at, 0));
                    return;
                }
                // AVI files beyond 1 GiB go on in further RIFF chunks; anything else at the top is no part of the format.
                if (depth == 0 && at > 0 && id != "RIFF") tree.Damaged(Codes.ContainerDamaged, at, $"{end - at} bytes follow the RIFF chunk.");
                if (_wide && declared == uint.MaxValue) declared = _sizes.GetValueOrDefault(id, end - at - 8);
                var node = Chunk(at, id, declared, end, depth, list);
                into.Add(node);
                at = node.Offset + node.Length + (node.Length & 1);
            }
        }

        private ContainerNode Chunk(long at, string id, long declared, long end, int depth, string list)
        {
            var present = Math.Max(0, Math.Min(declared, end - at - 8));
            if (declared > present) tree.Damaged(Codes.ContainerTruncated, at, $"Chunk {id} declares {declared} bytes; {present} are there.");
            var reader = tree.Reader(at + 8, at + 8 + present, _big);
            reader.Add("size", declared.ToString(), at + 4);
            List<ContainerNode> children = [];
            ContainerTable? table = null;
            if (id == signature || id is "RIFF" or "LIST")
            {
                var form = reader.FourCc("form");
                // Frames of a film lie in movi by the ten thousand: they become one table.
                if (form is "movi" or "rec ") table = RiffChunks.Movie(tree, reader, _big);
                else Chunks(at + 12, at + 8 + present, depth + 1, form, children);
                return new ContainerNode(id, at, 8 + present, 12) { Fields = reader.Fields, Children = children, Table = table };
            }
            if (id == "ds64") WideSizes(reader);
            else table = RiffChunks.Read(tree, id, list, reader);
            return new ContainerNode(id, at, 8 + present, 8) { Fields = reader.Fields, Table = table };
        }

        // ds64: riff size u64, data size u64, sample count u64, then a table of id and size u64.
        private void WideSizes(PayloadReader reader)
        {
            _sizes[signature] = Clamp(reader.U64("riffSize"));
            _sizes["data"] = Clamp(reader.U64("dataSize"));
            reader.U64("sampleCount");
            var entries = tree.MayKeepRows(reader.U32());
            for (var i = 0; i < entries && !reader.Overrun; i++) _sizes[reader.FourCc()] = Clamp(reader.U64());
        }

        private static long Clamp(ulong size) => (long)Math.Min(size, long.MaxValue / 2);
    }
}
