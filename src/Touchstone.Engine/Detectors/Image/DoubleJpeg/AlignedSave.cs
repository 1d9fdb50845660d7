using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>A first save on the file's own grid: read from the stored coefficients (Bianchi, De Rosa, Piva 2011).</summary>
internal sealed record AlignedSave(CoefficientPlane Plane, LumaSamples Samples, IReadOnlyList<PrimaryEstimate> Estimates) : FirstSave(0, 0, Estimates)
{
    public static AlignedSave Fit(CoefficientPlane plane, LumaSamples samples, CancellationToken cancel)
    {
        var statistics = CoefficientStatistics.Of(plane, samples, cancel);
        return new(plane, samples, [.. Enumerable.Range(0, Frequencies.Count).Select(k => PrimaryEstimate.Of(k, statistics, plane.Quantisation[Frequencies.Natural[k]]))]);
    }

    public override bool Read(int row, int column, Span<int> at)
    {
        if (!Samples.IsClean(row, column, 0, 0)) return false;
        var block = Plane.Block(row, column);
        var speaks = false;
        for (var i = 0; i < Seen.Count; i++)
        {
            var value = block[Frequencies.Natural[Seen[i].Frequency]];
            var limit = Seen[i].LogRatio.Length / 2;
            at[i] = Math.Abs((int)value) <= limit ? value + limit : -1;
            // A block that is flat says nothing.
            speaks |= value != 0 && Seen[i].Frequency != 0;
        }
        return speaks;
    }
}
