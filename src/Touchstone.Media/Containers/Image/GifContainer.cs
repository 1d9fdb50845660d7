using System.Text;

namespace Touchstone.Media.Containers.Image;

/// <summary>GIF blocks (GIF89a specification, CompuServe 1990): screen descriptor, images, extensions, trailer.</summary>
internal static class GifContainer
{
    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        List<ContainerNode> blocks = [];
        var head = tree.Reader(0, tree.Length, bigEndian: false);
        head.Text(6, "version");
        var flags = Screen(head);
        // The global colour table has 2^(n+1) entries of three bytes.
        if ((flags & 0x80) != 0) head.Skip(3L << ((flags & 7) + 1));
        blocks.Add(new ContainerNode("Header", 0, head.Position, (int)head.Position) { Fields = head.Fields });
        var at = head.Position;
        while (at < tree.Length && tree.MayAdd(at, 0))
        {
            var block = Block(tree, at);
            blocks.Add(block);
            at += block.Length;
            if (block.Type != "Trailer") continue;
            if (at < tree.Length)
            {
                tree.Damaged(Codes.ContainerDamaged, at, $"{tree.Length - at} bytes follow the trailer.");
                blocks.Add(new ContainerNode("(bytes)", at, tree.Length - at, 0));
            }
            return blocks;
        }
        tree.Damaged(Codes.ContainerTruncated, tree.Length, "There is no trailer.");
        return blocks;
    }

    private static int Screen(PayloadReader head)
    {
        head.U16("width");
        head.U16("height");
        var flags = head.U8("flags");
        head.U8("backgroundIndex");
        head.U8("pixelAspectRatio");
        return flags;
    }

    private static ContainerNode Block(TreeBuilder tree, long at)
    {
        var reader = tree.Reader(at, tree.Length, bigEndian: false);
        switch (reader.U8())
        {
            case 0x3B:
                return new ContainerNode("Trailer", at, 1, 1);
            case 0x2C:
                reader.U16("left");
                reader.U16("top");
                reader.U16("width");
                reader.U16("height");
                var flags = reader.U8("flags");
                if ((flags & 0x80) != 0) reader.Skip(3L << ((flags & 7) + 1));
                reader.U8("lzwMinimumCodeSize");
                return SubBlocks(tree, reader, "Image", at);
            case 0x21:
                return Extension(tree, reader, at);
            default:
                tree.Damaged(Codes.ContainerDamaged, at, "No block begins here.");
                return new ContainerNode("(bytes)", at, tree.Length - at, 0);
        }
    }

    private static ContainerNode Extension(TreeBuilder tree, PayloadReader reader, long at)
    {
        var label = reader.U8();
        var payload = reader.Position;
        var size = reader.U8();
        switch (label)
        {
            case 0xF9 when size == 4:
                reader.U8("flags");
                reader.U16("delayCentiseconds");
                break;
            case 0xFF when size == 11:
                reader.Text(11, "application");
                break;
            case 0xFE:
                reader.Text(size, "text", Encoding.Latin1);
                break;
            default:
                break;
        }
        reader.Seek(payload);
        var type = label switch { 0xF9 => "GraphicControl", 0xFF => "Application", 0xFE => "Comment", 0x01 => "PlainText", _ => $"Extension {label:X2}" };
        return SubBlocks(tree, reader, type, at);
    }

    // Sub-blocks: a length byte and that many bytes, until a length of zero.
    private static ContainerNode SubBlocks(TreeBuilder tree, PayloadReader reader, string type, long at)
    {
        var headerLength = (int)(reader.Position - at);
        while (tree.MayStep(reader.Position))
        {
            var size = reader.U8();
            if (size == 0) break;
            if (reader.Remaining < size) tree.Damaged(Codes.ContainerTruncated, reader.Position, $"The {type} block ends early.");
            reader.Skip(size);
        }
        return new ContainerNode(type, at, Math.Max(1, reader.Position - at), headerLength) { Fields = reader.Fields };
    }
}
