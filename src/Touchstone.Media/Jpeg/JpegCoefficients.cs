namespace Touchstone.Media.Jpeg;

/// <summary>The frame header of a JPEG (T.81 B.2.2).</summary>
/// <param name="Width">Samples per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Precision">Bits per sample.</param>
/// <param name="IsProgressive">SOF2 rather than SOF0/SOF1.</param>
/// <param name="RestartInterval">MCUs between restart markers; 0 = none.</param>
public sealed record JpegFrame(int Width, int Height, int Precision, bool IsProgressive, int RestartInterval);

/// <summary>Quantised DCT coefficients of one component, as stored in the file.</summary>
/// <remarks>Values are [BlocksHigh, BlocksWide, 64], each block in natural (row-major, vertical frequency first index) order; not dequantised.</remarks>
public sealed class CoefficientPlane
{
    /// <summary>Component identifier of the file (1 = Y, 2 = Cb, 3 = Cr by custom).</summary>
    public required int ComponentId { get; init; }

    /// <summary>Horizontal sampling factor.</summary>
    public required int HorizontalSampling { get; init; }

    /// <summary>Vertical sampling factor.</summary>
    public required int VerticalSampling { get; init; }

    /// <summary>Blocks in a row, padded to whole MCUs.</summary>
    public required int BlocksWide { get; init; }

    /// <summary>Rows of blocks, padded to whole MCUs.</summary>
    public required int BlocksHigh { get; init; }

    /// <summary>Blocks in a row that carry image samples (no MCU padding).</summary>
    public required int ImageBlocksWide { get; init; }

    /// <summary>Rows of blocks that carry image samples.</summary>
    public required int ImageBlocksHigh { get; init; }

    /// <summary>Quantisation steps [64], natural order.</summary>
    public required ushort[] Quantisation { get; init; }

    /// <summary>Coefficients [BlocksHigh, BlocksWide, 64], natural order. Shared and read-only by agreement.</summary>
    public required short[] Values { get; init; }

    /// <summary>The 64 coefficients of one block.</summary>
    public ReadOnlySpan<short> Block(int row, int column) => Values.AsSpan((row * BlocksWide + column) * 64, 64);
}

/// <summary>A stretch of a picture whose data could not be read. Where damage is seen only after some blocks, those before it are wrong too.</summary>
/// <param name="Top">First line of pixels it touches.</param>
/// <param name="Bottom">Last line of pixels it touches.</param>
/// <param name="Share">Share of the picture, 0 to 1.</param>
public sealed record LostStretch(int Top, int Bottom, double Share);

/// <summary>All coefficients of a JPEG, and how much of the entropy data could be read.</summary>
/// <param name="Frame">The frame header.</param>
/// <param name="Components">One plane per component, in file order.</param>
/// <param name="DamagedAtOffset">File position where entropy decoding lost its way, or null for a sound file; what follows is zero.</param>
public sealed record JpegCoefficients(JpegFrame Frame, IReadOnlyList<CoefficientPlane> Components, long? DamagedAtOffset)
{
    /// <summary>The luma plane (the first component).</summary>
    public CoefficientPlane Luma => Components[0];

    /// <summary>Entropy-coded bytes left over after the last block of a scan: 0 by rule; more lines were coded than the header declares, or padding.</summary>
    public long SurplusEntropyBytes { get; init; }

    /// <summary>Stretches of a sequential picture whose data could not be read, in order; empty for a sound file and for a progressive one, which loses detail everywhere.</summary>
    public IReadOnlyList<LostStretch> Lost { get; init; } = [];
}
