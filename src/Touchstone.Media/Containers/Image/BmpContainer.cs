namespace Touchstone.Media.Containers.Image;

/// <summary>Windows bitmap headers (BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER and later, Windows SDK wingdi.h).</summary>
internal static class BmpContainer
{
    private const int FileHeaderBytes = 14;

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        var file = tree.Reader(2, tree.Length, bigEndian: false);
        var size = file.U32("fileSize");
        file.U32();
        var pixels = file.U32("pixelOffset");
        var info = tree.Reader(FileHeaderBytes, tree.Length, bigEndian: false);
        var headerSize = info.U32("headerSize");
        var core = headerSize == 12;
        var width = core ? info.U16("width") : info.I32("width");
        var height = core ? info.U16("height") : info.I32("height");
        info.U16("planes");
        info.U16("bitsPerPixel");
        if (!core)
        {
            info.U32("compression");
            info.U32("imageSize");
            info.I32("pixelsPerMetreX");
            info.I32("pixelsPerMetreY");
            info.U32("coloursUsed");
        }
        if (width <= 0 || height == 0) tree.Damaged(Codes.ContainerDamaged, FileHeaderBytes + 4, $"The image is {width} × {height}.");
        if (size > tree.Length) tree.Damaged(Codes.ContainerTruncated, 2, $"The header declares {size} bytes; the file has {tree.Length}.");
        var dataAt = Math.Min(Math.Max(pixels, FileHeaderBytes + 4), tree.Length);
        if (pixels >= tree.Length) tree.Damaged(Codes.ContainerTruncated, 10, "The pixels lie outside the file.");
        return
        [
            new ContainerNode("FileHeader", 0, Math.Min(FileHeaderBytes, tree.Length), FileHeaderBytes) { Fields = file.Fields },
            new ContainerNode("InfoHeader", FileHeaderBytes, Math.Min(headerSize, tree.Length - FileHeaderBytes), 4) { Fields = info.Fields },
            new ContainerNode("Pixels", dataAt, tree.Length - dataAt, 0),
        ];
    }
}
