using Touchstone.Engine.Copies;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>What a search found and where it could look.</summary>
/// <param name="Pairs">Pairs that could be compared, not yet judged.</param>
/// <param name="Space">The patches of the working image.</param>
/// <param name="Factor">Reduction of the working image.</param>
internal sealed record CopyCandidates(IReadOnlyList<CopyPair> Pairs, PatchSpace Space, int Factor);

/// <summary>The whole search on one luma plane: reduction, features, field, pieces, comparison at full resolution.</summary>
internal static class CopySearch
{
    // Pixels of the working image: what two processors match within the budget of two seconds.
    private const long WorkingPixels = 1_400_000;
    private const ulong Seed = 0x436F70794D6F7665;

    /// <summary>Whole factor by which an image is reduced for the search.</summary>
    public static int FactorFor(int width, int height)
    {
        var factor = 1;
        while ((long)(width / factor) * (height / factor) > WorkingPixels) factor++;
        return factor;
    }

    /// <summary>All pairs that could be compared, not yet judged.</summary>
    public static CopyCandidates Find(Plane luma, CancellationToken cancel)
    {
        var factor = FactorFor(luma.Width, luma.Height);
        var working = ScaledPlane.Whole(luma, factor, cancel);
        var space = new PatchSpace(working, cancel);
        var field = new MatchField(space);
        FieldSeeding.Seed(field, new Seeded(Seed), cancel);
        FieldPropagation.Run(field, Seed, cancel);
        var pieces = FieldRegions.Find(field, cancel);
        var pairs = new List<CopyPair>();
        if (pieces.Count == 0) return new CopyCandidates(pairs, space, factor);
        // A softer image widens the catchment of the registration to the pixel or two the field may be off.
        var blurred = GaussianBlur.Of(working, 1.5, cancel);
        var planes = new ComparisonPlanes(luma, working, blurred, factor);
        foreach (var (cells, map) in pieces)
        {
            var points = cells.ConvertAll(at => ((double)(at % field.Width * MatchField.Step), (double)(at / field.Width * MatchField.Step)));
            if (PairVerification.Verify(planes, new MovedPoints(points, map, MatchField.Step / 2.0), cancel) is { } pair) pairs.Add(pair);
        }
        return new CopyCandidates(pairs, space, factor);
    }

    /// <summary>1 where patches have texture, 0 where copies cannot be recognised [rows, columns of cells].</summary>
    public static float[] Reliability(Plane luma, CopyCandidates candidates)
    {
        int columns = CopyMap.Cells(luma.Width), rows = CopyMap.Cells(luma.Height), factor = candidates.Factor;
        var values = new float[columns * rows];
        for (var at = 0; at < values.Length; at++)
        {
            int x = (at % columns * CorrelationGrid.Cell + CorrelationGrid.Cell / 2) / factor, y = (at / columns * CorrelationGrid.Cell + CorrelationGrid.Cell / 2) / factor;
            if (x < candidates.Space.Width && y < candidates.Space.Height && candidates.Space.IsTextured(x, y)) values[at] = 1;
        }
        return values;
    }
}
