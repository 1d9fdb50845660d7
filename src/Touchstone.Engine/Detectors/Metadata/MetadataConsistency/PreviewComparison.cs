using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Metadata;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Lays a stored preview over the image: whole over whole in eight positions, then either as a part of the other.</summary>
internal static class PreviewComparison
{
    // A thumbnail is 160 × 120 by Exif 2.32 section 4.5.5 for DCF; larger previews are brought to that.
    private const int WholeEdge = 160;
    private const int CoarseEdge = 64;

    // Below this spread of grey levels there is nothing to recognise.
    private const double FlatDeviation = 8;

    // A squared correlation is the share of variance explained: 0.9 leaves a fifth for sharpening, tone curve and alignment.
    internal const double Same = 0.9;

    // A part this small of either side holds too few samples to correlate by more than chance.
    private const double SmallestPart = 0.3;
    private const double PartStep = 1.1;

    // Sides differ by rounding to whole samples and by the trimming of bars, two samples each of 120.
    private const double ShapeTolerance = 0.04;

    private const int CellSamples = 10;
    private const double ChangedLevels = 12;
    private const double ChangedScales = 8;

    internal static PreviewMatch Compare(EmbeddedPreview preview, Specimen specimen, Plane image, CancellationToken cancel)
    {
        // A preview is a file of its own, read under the same bounds.
        if (!Intake.TryOpen(preview.Source, preview.Bytes, specimen.Limits, out var inner, out var fault, cancel)) return PreviewMatch.Unmeasured(preview.Source, preview.Offset, fault.Message);
        using (inner)
        {
            if (!inner.Luma.TryGet(out var luma, out fault)) return PreviewMatch.Unmeasured(preview.Source, preview.Offset, fault.Message);
            if (inner.Pixels.Value?.DeclaredHeight is not null) return PreviewMatch.Unmeasured(preview.Source, preview.Offset, "The preview can be decoded only in part.");
            var small = PreviewKernel.Trim(Shrink(luma, WholeEdge));
            var large = Shrink(image, WholeEdge);
            if (small.Width < 16 || small.Height < 16) return PreviewMatch.Unmeasured(preview.Source, preview.Offset, "The preview is too small to compare.");
            if (PreviewKernel.Deviation(small) < FlatDeviation || PreviewKernel.Deviation(large) < FlatDeviation)
                return PreviewMatch.Unmeasured(preview.Source, preview.Offset, "Preview or image is too even to compare.");
            return Match(preview, small, large, image, cancel);
        }
    }

    private static PreviewMatch Match(EmbeddedPreview preview, Plane small, Plane large, Plane image, CancellationToken cancel)
    {
        var best = (Correlation: double.NegativeInfinity, Position: 0, ShapeFits: true);
        // Cameras pick every n-th sample without a filter; what that adds vanishes in the averages of a coarser grid.
        var coarse = Shrink(small, CoarseEdge);
        for (var position = 0; position < 8; position++)
        {
            var turned = PreviewKernel.Turn(large, position);
            var correlation = PreviewKernel.Correlate(coarse, PreviewKernel.Resize(turned, coarse.Width, coarse.Height), 0, 0);
            // As stored comes first: a symmetric scene is not called turned.
            if (correlation > best.Correlation + (position == 0 ? 0 : 0.02)) best = (correlation, position, SameShape(small, turned));
        }
        if (best.Correlation >= Same && best.ShapeFits)
        {
            IReadOnlyList<Region> changed = best.Position == 0 ? Changed(small, PreviewKernel.Resize(large, small.Width, small.Height), image, preview.Source) : [];
            return new PreviewMatch(preview.Source, preview.Offset, best.Correlation, Alignment.Whole, best.Position != 0, true, changed, null);
        }
        var part = Parts(small, large, cancel);
        // Thousands of places are tried for a part and eight for the whole: the part must win clearly.
        return part.Correlation > best.Correlation + 0.05
            ? new PreviewMatch(preview.Source, preview.Offset, part.Correlation, part.Alignment, part.Position != 0, best.ShapeFits, [], null)
            : new PreviewMatch(preview.Source, preview.Offset, best.Correlation, Alignment.Whole, best.Position != 0, best.ShapeFits, [], null);
    }

    private static (double Correlation, Alignment Alignment, int Position) Parts(Plane small, Plane large, CancellationToken cancel)
    {
        var best = (Correlation: double.NegativeInfinity, Alignment: Alignment.Whole, Position: 0);
        var preview = Shrink(small, CoarseEdge);
        for (var position = 0; position < 8; position++)
        {
            cancel.ThrowIfCancellationRequested();
            var image = Shrink(PreviewKernel.Turn(large, position), CoarseEdge);
            var inside = Search(image, preview);
            var around = Search(preview, image);
            var margin = position == 0 ? 0 : 0.02;
            if (inside > best.Correlation + margin) best = (inside, Alignment.ImageIsPart, position);
            if (around > best.Correlation + margin) best = (around, Alignment.PreviewIsPart, position);
        }
        return best;
    }

    // The best place and scale of one plane inside the other.
    private static double Search(Plane part, Plane whole)
    {
        var best = double.NegativeInfinity;
        var fit = Math.Min((double)whole.Width / part.Width, (double)whole.Height / part.Height);
        for (var scale = 1.0; scale >= SmallestPart; scale /= PartStep)
        {
            var template = PreviewKernel.Resize(part, Math.Max(1, (int)(part.Width * fit * scale)), Math.Max(1, (int)(part.Height * fit * scale)));
            if (template.Width < 8 || template.Height < 8) break;
            for (var top = 0; top + template.Height <= whole.Height; top++)
                for (var left = 0; left + template.Width <= whole.Width; left++)
                    best = Math.Max(best, PreviewKernel.Correlate(template, whole, left, top));
        }
        return best;
    }

    // Fits brightness by a line, then looks for cells whose mean error is far from that of all cells. Means, not magnitudes: misaligned edges cancel.
    private static List<Region> Changed(Plane preview, Plane image, Plane full, string source)
    {
        double n = preview.Samples.Length, a = image.Samples.Average(s => (double)s), b = preview.Samples.Average(s => (double)s), aa = 0, ab = 0;
        for (var i = 0; i < preview.Samples.Length; i++)
        {
            aa += (image.Samples[i] - a) * (image.Samples[i] - a);
            ab += (image.Samples[i] - a) * (preview.Samples[i] - b);
        }
        var gain = ab / Math.Max(aa, n);
        var (columns, rows) = (preview.Width / CellSamples, preview.Height / CellSamples);
        var errors = new double[columns * rows];
        for (var y = 0; y < rows * CellSamples; y++)
            for (var x = 0; x < columns * CellSamples; x++)
            {
                var at = (y * preview.Width) + x;
                errors[(y / CellSamples * columns) + (x / CellSamples)] += (preview.Samples[at] - b - (gain * (image.Samples[at] - a))) / (CellSamples * CellSamples);
            }
        // 1.4826 turns a median of magnitudes into a standard deviation for a normal distribution; one level is the rounding of samples.
        var scale = (1.4826 * Median(errors.Select(Math.Abs))) + 1;
        var threshold = Math.Max(ChangedLevels, ChangedScales * scale);
        List<Region> regions = [];
        for (var cell = 0; cell < errors.Length; cell++)
        {
            if (Math.Abs(errors[cell]) < threshold) continue;
            var (x, y) = ((double)(cell % columns * CellSamples) / preview.Width, (double)(cell / columns * CellSamples) / preview.Height);
            regions.Add(new Region(x * full.Width, y * full.Height, (double)CellSamples / preview.Width * full.Width, (double)CellSamples / preview.Height * full.Height,
                $"{source} differs by {errors[cell]:+0;-0} grey levels", 0));
        }
        // One cell may hold a clock that was burnt in, a hot spot, or the edge of a bar.
        return regions.Count >= 2 ? regions : [];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    private static bool SameShape(Plane a, Plane b) => Math.Abs(((double)a.Width * b.Height / ((double)a.Height * b.Width)) - 1) <= ShapeTolerance;

    private static Plane Shrink(Plane plane, int edge)
    {
        var scale = (double)edge / Math.Max(plane.Width, plane.Height);
        return scale >= 1 ? plane : PreviewKernel.Resize(plane, Math.Max(1, (int)Math.Round(plane.Width * scale)), Math.Max(1, (int)Math.Round(plane.Height * scale)));
    }
}
