namespace Touchstone.Media.Containers.Image;

/// <summary>Fujifilm raw files: a head of texts, then a table of where the preview, the settings and the sensor data lie.</summary>
/// <remarks>
/// Fujifilm publishes no specification. Source: the tables of libopenraw and ExifTool on the format, read for its facts. Everything is big-endian:
/// 0 "FUJIFILMCCD-RAW ", 16 version (4 characters), 20 number of the camera (8), 28 its name (32), 60 version of the table (4), 84 the table: offset and
/// length, u32 each, of the JPEG preview, of the settings and of the sensor data.
/// </remarks>
internal static class RafContainer
{
    /// <summary>Name of the part that holds the preview.</summary>
    internal const string Preview = "JPEG";

    private const int TableAt = 84;
    private const int HeadBytes = 108;

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        var reader = tree.Reader(0, HeadBytes, bigEndian: true);
        reader.Text(16, "magic");
        reader.Text(4, "version");
        reader.Text(8, "cameraNumber");
        reader.Text(32, "camera");
        reader.Text(4, "tableVersion");
        reader.Seek(TableAt);
        List<ContainerNode> parts = [];
        foreach (var name in (string[])[Preview, "Settings", "SensorData"])
        {
            long offset = reader.U32(name + "Offset"), length = reader.U32(name + "Length");
            if (reader.Overrun)
            {
                tree.Damaged(Codes.ContainerTruncated, 0, "The table of parts is cut.");
                break;
            }
            if (length == 0 || !tree.MayAdd(offset, 0)) continue;
            var present = Math.Clamp(tree.Length - offset, 0, length);
            if (present < length) tree.Damaged(Codes.ContainerTruncated, TableAt, $"Part {name} declares {length} bytes at {offset}; {present} are there.");
            if (present > 0) parts.Add(new ContainerNode(name, offset, present, 0));
        }
        var head = new ContainerNode("Head", 0, Math.Min(HeadBytes, tree.Length), 0) { Fields = reader.Fields };
        return [head, .. parts.OrderBy(p => p.Offset)];
    }
}
