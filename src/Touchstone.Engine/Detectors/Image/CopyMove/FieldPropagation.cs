using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>PatchMatch with the zero-order and first-order predictors of Cozzolino, Poggi, Verdoliva 2015 (section IV), and local random search.</summary>
internal static class FieldPropagation
{
    private const int Iterations = 4;

    // Rows of a band that is scanned on its own; the bands' borders move by half with each iteration, so matches pass them.
    private const int BandRows = 64;

    // Random search around the present match, working-image pixels; far guesses came from the seeding.
    private static readonly int[] SearchRadii = [12, 5, 2, 1];

    public static void Run(MatchField field, ulong seed, CancellationToken cancel)
    {
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var shift = iteration % 2 * BandRows / 2;
            var bands = (field.Height + shift + BandRows - 1) / BandRows;
            var turn = iteration;
            Parallel.For(0, bands, new ParallelOptions { CancellationToken = cancel }, band =>
            {
                var first = Math.Max(0, band * BandRows - shift);
                var end = Math.Min(field.Height, (band + 1) * BandRows - shift);
                Scan(field, first, end, turn % 4 < 2, new Seeded(seed + (ulong)(turn * 100_003 + band)));
            });
        }
    }

    private static void Scan(MatchField field, int first, int end, bool forward, Seeded chance)
    {
        var direction = forward ? -1 : 1;
        for (var i = first; i < end; i++)
        {
            var row = forward ? i : first + end - 1 - i;
            for (var j = 0; j < field.Width; j++)
            {
                var column = forward ? j : field.Width - 1 - j;
                var at = row * field.Width + column;
                if (field.QueryIndex[at] < 0) continue;
                Predict(field, at, column, row, direction, 0, first, end);
                Predict(field, at, column, row, 0, direction, first, end);
                Predict(field, at, column, row, direction, direction, first, end);
                Predict(field, at, column, row, -direction, direction, first, end);
                if (field.Distance[at] != MatchField.None) Search(field, at, chance);
            }
        }
    }

    private static void Predict(MatchField field, int at, int column, int row, int dx, int dy, int first, int end)
    {
        int x1 = column + dx, y1 = row + dy;
        if (x1 < 0 || x1 >= field.Width || y1 < first || y1 >= end) return;
        var near = y1 * field.Width + x1;
        if (field.Distance[near] == MatchField.None) return;
        int x2 = x1 + dx, y2 = y1 + dy;
        if (x2 >= 0 && x2 < field.Width && y2 >= first && y2 < end)
        {
            // First order: the match goes on as it went from the second neighbour to the first.
            var far = y2 * field.Width + x2;
            int stepX = field.X[near] - field.X[far], stepY = field.Y[near] - field.Y[far];
            var longest = 3 * MatchField.Step * (dx != 0 && dy != 0 ? 2 : 1);
            if (field.Distance[far] != MatchField.None && Math.Abs(stepX) <= longest && Math.Abs(stepY) <= longest)
                field.Offer(at, field.X[near] + stepX, field.Y[near] + stepY, field.Layer[near]);
        }
        // Zero order: the same shift, enlarged with the layer.
        var scale = PatchSpace.Scales[field.Layer[near]];
        field.Offer(at,
            field.X[near] - (int)Math.Round(dx * MatchField.Step * scale),
            field.Y[near] - (int)Math.Round(dy * MatchField.Step * scale), field.Layer[near]);
    }

    private static void Search(MatchField field, int at, Seeded chance)
    {
        foreach (var radius in SearchRadii)
        {
            var bits = chance.NextBits();
            var span = (uint)(2 * radius + 1);
            var dx = (int)((bits & 0xFFFF) * span >> 16) - radius;
            var dy = (int)((bits >> 16 & 0xFFFF) * span >> 16) - radius;
            // One guess in four tries the next layer.
            var layer = field.Layer[at] + ((bits >> 32 & 3) != 0 ? 0 : (bits >> 34 & 1) == 0 ? 1 : -1);
            if (layer < 0 || layer >= PatchSpace.Scales.Length) layer = field.Layer[at];
            field.Offer(at, field.X[at] + dx, field.Y[at] + dy, layer);
        }
    }
}
