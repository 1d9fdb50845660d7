using Touchstone.Media.Containers;

namespace Touchstone.Media.Metadata;

/// <summary>Metadata of recordings and videos, which their containers hold as plain fields.</summary>
internal static class TreeTags
{
    // XMP part 3 section 1.2.7.1.
    private const string XmpUuid = "be7acfcb97a942e89c71999491e3afac";

    private static readonly string[] _vorbisFields = ["codec", "channels", "sampleRate", "serial", "pages", "preSkip", "outputGain", "inputSampleRate", "maximumBitrate", "nominalBitrate", "minimumBitrate"];

    internal static void Find(ByteSource source, ContainerTree tree, TagList into, CancellationToken cancel)
    {
        Walk(source, tree.Roots, "", into, cancel);
    }

    private static void Walk(ByteSource source, IReadOnlyList<ContainerNode> nodes, string parent, TagList into, CancellationToken cancel)
    {
        foreach (var node in nodes)
        {
            cancel.ThrowIfCancellationRequested();
            Node(source, node, parent, into);
            Walk(source, node.Children, node.Type is "LIST" ? node["form"] ?? "" : node.Type, into, cancel);
        }
    }

    private static void Node(ByteSource source, ContainerNode node, string parent, TagList into)
    {
        switch (node.Type)
        {
            case "ftyp": Fields("MP4 ftyp", node, into, "majorBrand", "compatibleBrands"); break;
            case "mvhd" or "tkhd" or "mdhd": Fields("MP4 " + node.Type, node, into, "creationTimeUtc", "modificationTimeUtc", "duration", "timescale", "width", "height"); break;
            case "hdlr" when parent == "mdia": Fields("MP4 hdlr", node, into, "handlerType", "name"); break;
            case "mdat": Fields("MP4 mdat", node, into, "encoderText"); break;
            case "uuid" when node["uuid"] == XmpUuid: into.AddBlock(source, BlockKind.Xmp, node.PayloadOffset, node.PayloadLength); break;
            case "_PMX": into.AddBlock(source, BlockKind.Xmp, node.PayloadOffset, node.PayloadLength); break;
            case "Info" when parent == "Segment": Fields("Matroska Info", node, into, "MuxingApp", "WritingApp", "DateUTC", "Duration", "Title"); break;
            case "SimpleTag":
                into.Add("Matroska Tags", node["TagName"] ?? "", null, node["TagString"] ?? "");
                AddText(source, "Matroska", node["TagName"] ?? "", node.Children.FirstOrDefault(c => c.Type == "TagString"), 0, into);
                break;
            case "bext": Fields("WAV bext", node, into, [.. node.Fields.Where(f => f.Name != "size").Select(f => f.Name)]); break;
            case "Xing" or "Info" or "VBRI": Fields("MP3 " + node.Type, node, into, "encoder", "frames", "bytes", "lowpassHz"); break;
            case "ID3v1" or "APEv2": Fields(node.Type, node, into, [.. node.Fields.Select(f => f.Name)]); break;
            case "VORBIS_COMMENT": Fields("Vorbis comment", node, into, [.. node.Fields.Select(f => f.Name)]); break;
            case "Stream": Fields("Vorbis comment", node, into, [.. node.Fields.Select(f => f.Name).Except(_vorbisFields)]); break;
            default: ByParent(source, node, parent, into); break;
        }
        // Sample entries name the encoder.
        if (parent == "stsd") Fields("MP4 sample entry " + node.Type, node, into, "compressorName", "vendor");
    }

    private static void ByParent(ByteSource source, ContainerNode node, string parent, TagList into)
    {
        switch (parent)
        {
            case "ilst":
                if (node["value"] is { } value) into.Add("MP4 item list", node.Type, null, value);
                // "data": type u32, locale u32, text. A free-form item has its key in a box "name" behind version and flags.
                AddText(source, "MP4", node.Type == "----" ? FreeKey(source, node) : node.Type, node.Children.FirstOrDefault(c => c.Type == "data"), 8, into);
                break;
            case "udta" when node["text"] is { } text: into.Add("MP4 user data", node.Type, null, text); into.AddText("MP4", node.Type, text); break;
            case "INFO" when node["text"] is { } text:
                into.Add("RIFF INFO", node.Type, null, text);
                AddText(source, "RIFF", node.Type, node, 0, into);
                break;
            case "ID3v2" when node["text"] is { } text: into.Add("ID3v2", node["description"] is { } description ? $"{node.Type}:{description}" : node.Type, null, text); into.AddText("ID3", node["description"] ?? node.Type, text); break;
            default:
                if (node.Type is "IDIT" or "ISFT" && node["text"] is { } stamp) into.Add("RIFF", node.Type, null, stamp);
                break;
        }
    }

    private static void AddText(ByteSource source, string place, string key, ContainerNode? holder, int skip, TagList into)
    {
        if (holder is not null && holder.PayloadLength > skip && holder.PayloadLength <= TagList.MaximumBlockBytes)
            into.AddText(place, key, StoredText.Of(source.Slice(holder.PayloadOffset + skip, (int)holder.PayloadLength - skip)));
    }

    private static string FreeKey(ByteSource source, ContainerNode item) =>
        item.Children.FirstOrDefault(c => c.Type == "name") is { PayloadLength: > 4 and < 1024 } name ? StoredText.Of(source.Slice(name.PayloadOffset + 4, (int)name.PayloadLength - 4)) : item.Type;

    private static void Fields(string directory, ContainerNode node, TagList into, params string[] names)
    {
        foreach (var field in node.Fields)
            if (names.Contains(field.Name) && field.Value.Length > 0) {
                into.Add(directory, field.Name, null, field.Value);
                if (directory is "Vorbis comment") into.AddText("Vorbis", field.Name, field.Value);
            }
    }
}
