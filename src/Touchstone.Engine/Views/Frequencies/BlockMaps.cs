namespace Touchstone.Engine.Views.Frequencies;

/// <summary>What the blocks of a JPEG hold, as stored.</summary>
internal static class BlockMaps
{
    internal static ViewMethod Energy { get; } = new(
        "blocks-energy", "JPEG blocks, contrast",
        "a region whose blocks are flatter than what they show, or that ends on block borders",
        "sky and shadow, whose blocks are flat",
        "ITU-T T.81 (1992), A.3.3")
    {
        Refusal = subject => subject.CoefficientFault,
        Pictures = (subject, cancel) => Map(subject, "JPEG blocks, contrast", "Standard deviation of each luma block as stored (its AC coefficients, dequantised).", "levels", subject.Top(32), Deviation, cancel),
    };

    internal static ViewMethod Zeros { get; } = new(
        "blocks-zeros", "JPEG blocks, coefficients that are zero",
        "a region with fewer or more zeros than others of the same texture: it had another compression before",
        "flat areas, where nearly all are zero",
        "ITU-T T.81 (1992), A.3.4")
    {
        Refusal = subject => subject.CoefficientFault,
        Pictures = (subject, cancel) => Map(subject, "JPEG blocks, zero coefficients", "AC coefficients of each luma block that are stored as zero.", "of 63", subject.Top(63), CountZeros, cancel),
    };

    private delegate float Measure(ReadOnlySpan<short> block, ReadOnlySpan<ushort> steps);

    private static IEnumerable<ViewPicture> Map(ViewSubject subject, string title, string note, string unit, float top, Measure measure, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var coefficients = subject.Specimen.Coefficients.Value!;
        var luma = coefficients.Luma;
        var values = new float[luma.ImageBlocksWide * luma.ImageBlocksHigh];
        for (var row = 0; row < luma.ImageBlocksHigh; row++)
            for (var column = 0; column < luma.ImageBlocksWide; column++)
                values[row * luma.ImageBlocksWide + column] = measure(luma.Block(row, column), luma.Quantisation);
        var largest = coefficients.Components.Max(c => c.HorizontalSampling);
        var damage = coefficients.DamagedAtOffset is { } at ? $" The data are damaged from byte {at} on; what follows is zero." : "";
        yield return new RasterPicture("", title, note + damage) { Width = luma.ImageBlocksWide, Values = values, Unit = unit, Low = 0, High = top, CellSize = 8.0 * largest / luma.HorizontalSampling };
    }

    // The transform is orthonormal: the squares of the AC coefficients sum to 64 times the variance of the samples.
    internal static float Deviation(ReadOnlySpan<short> block, ReadOnlySpan<ushort> steps)
    {
        var sum = 0.0;
        for (var i = 1; i < 64; i++) sum += (double)block[i] * steps[i] * block[i] * steps[i];
        return (float)Math.Sqrt(sum / 64);
    }

    internal static float CountZeros(ReadOnlySpan<short> block, ReadOnlySpan<ushort> steps) => block[1..].Count((short)0);
}
