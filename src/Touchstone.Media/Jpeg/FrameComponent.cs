namespace Touchstone.Media.Jpeg;

/// <summary>A component of the frame while its scans are read.</summary>
internal sealed class FrameComponent(byte id, int horizontal, int vertical, int tableSlot)
{
    internal byte Id { get; } = id;
    internal int Horizontal { get; } = horizontal;
    internal int Vertical { get; } = vertical;
    internal int TableSlot { get; } = tableSlot;
    internal int BlocksWide { get; set; }
    internal int BlocksHigh { get; set; }
    internal int ImageBlocksWide { get; set; }
    internal int ImageBlocksHigh { get; set; }
    internal ushort[]? Quantisation { get; set; }
    internal short[] Values { get; set; } = [];
    internal bool IsScanned { get; set; }

    internal long Samples => (long)BlocksWide * BlocksHigh * 64;

    /// <summary>Sizes in blocks (T.81 A.1.1, A.2.4): true image blocks, and those padded to whole MCUs.</summary>
    internal void Measure(int width, int height, int largestHorizontal, int largestVertical)
    {
        ImageBlocksWide = DivideUp(DivideUp(width * Horizontal, largestHorizontal), 8);
        ImageBlocksHigh = DivideUp(DivideUp(height * Vertical, largestVertical), 8);
        BlocksWide = DivideUp(width, 8 * largestHorizontal) * Horizontal;
        BlocksHigh = DivideUp(height, 8 * largestVertical) * Vertical;
    }

    internal CoefficientPlane ToPlane(ushort[] quantisation) => new()
    {
        ComponentId = Id,
        HorizontalSampling = Horizontal,
        VerticalSampling = Vertical,
        BlocksWide = BlocksWide,
        BlocksHigh = BlocksHigh,
        ImageBlocksWide = ImageBlocksWide,
        ImageBlocksHigh = ImageBlocksHigh,
        Quantisation = quantisation,
        Values = Values,
    };

    internal static int DivideUp(int a, int b) => (a + b - 1) / b;
}
