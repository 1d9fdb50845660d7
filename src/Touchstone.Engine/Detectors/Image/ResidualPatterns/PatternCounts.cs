using System.Numerics;
using Plane = Touchstone.Media.Pixels.Plane;

namespace Touchstone.Engine.Detectors.Image.ResidualPatterns;

/// <summary>How often each pattern of four neighbouring residuals, each −1, 0 or 1, stands in every cell of a picture.</summary>
/// <remarks>
/// Source: Cozzolino, Poggi, Verdoliva, "Splicebuster: a new blind image splicing detector", IEEE WIFS 2015, section II: the third-order residual of lines and columns, quantised and
/// truncated at T = 1; co-occurrences of four along and across the filter; patterns that mirroring or a change of sign make equal are counted as one.
/// </remarks>
internal sealed class PatternCounts
{
    /// <summary>Patterns of one direction after mirror and sign: 25 of 81.</summary>
    internal const int Classes = 25;

    /// <summary>Counts of a cell: along the filter, then across.</summary>
    internal const int Features = 2 * Classes;

    private const int Patterns = 81, Reach = 3;

    // The step of Splicebuster's quantiser, q = 2: a residual is 0 within ±1 of a grey level.
    private const float HalfStep = 1;

    private static readonly byte[] Folded = Fold();

    private PatternCounts(int wide, int high, int cell)
    {
        (Wide, High, Cell) = (wide, high, cell);
        Values = new int[wide * high * Features];
    }

    /// <summary>The class of four residuals of value 0.</summary>
    internal static int Flat => Folded[Patterns / 2];

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Edge of a cell, pixels.</summary>
    internal int Cell { get; }

    /// <summary>Counts [High, Wide, 50].</summary>
    internal int[] Values { get; }

    /// <summary>Counts patterns that start in each cell.</summary>
    /// <param name="luma">0–255, at least 8 pixels a side.</param>
    /// <param name="cell">Edge of a cell, pixels.</param>
    /// <param name="rowStep">Patterns start on every so manieth line only.</param>
    /// <param name="cancel">Checked per row of cells.</param>
    internal static PatternCounts Of(Plane luma, int cell, int rowStep, CancellationToken cancel)
    {
        var counts = new PatternCounts(luma.Width / cell, luma.Height / cell, cell);
        var rows = new ResidualRows(luma);
        var codes = new byte[luma.Width];
        // [cell column][along, across][81], of one row of cells.
        var raw = new int[counts.Wide * 2 * Patterns];
        for (var row = 0; row < counts.High; row++)
        {
            cancel.ThrowIfCancellationRequested();
            Array.Clear(raw);
            var last = Math.Min((row + 1) * cell, luma.Height - 2 * Reach);
            for (var y = row * cell; y < last; y += rowStep) counts.CountLine(rows, y, codes, raw);
            counts.Keep(raw, row);
        }
        return counts;
    }

    private void CountLine(ResidualRows rows, int y, byte[] codes, int[] raw)
    {
        var length = rows.Length - Reach;
        rows.Load(y);
        foreach (var vertical in (ReadOnlySpan<bool>)[false, true])
        {
            var first = rows.Row(vertical, 0);
            Encode(first, first[1..], first[2..], first[Reach..], codes.AsSpan(0, length));
            Count(codes, length, raw, vertical ? Patterns : 0);
            Encode(first, rows.Row(vertical, 1), rows.Row(vertical, 2), rows.Row(vertical, Reach), codes.AsSpan(0, length));
            Count(codes, length, raw, vertical ? 0 : Patterns);
        }
    }

    // ((a·3 + b)·3 + c)·3 + d, at most 80: whole numbers in bytes, so vectors and scalars agree.
    private static void Encode(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, Span<byte> codes)
    {
        var x = 0;
        for (; x <= codes.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            var code = Triple(new Vector<byte>(a[x..])) + new Vector<byte>(b[x..]);
            code = Triple(code) + new Vector<byte>(c[x..]);
            (Triple(code) + new Vector<byte>(d[x..])).CopyTo(codes[x..]);
        }
        for (; x < codes.Length; x++) codes[x] = (byte)(((a[x] * 3 + b[x]) * 3 + c[x]) * 3 + d[x]);
    }

    private static Vector<byte> Triple(Vector<byte> v) => v + v + v;

    private void Count(byte[] codes, int length, int[] raw, int offset)
    {
        for (var column = 0; column < Wide; column++)
        {
            var counts = raw.AsSpan(column * 2 * Patterns + offset, Patterns);
            var start = column * Cell;
            foreach (var code in codes.AsSpan(start, Math.Max(0, Math.Min(Cell, length - start)))) counts[code]++;
        }
    }

    private void Keep(int[] raw, int row)
    {
        for (var column = 0; column < Wide; column++)
            for (var k = 0; k < 2 * Patterns; k++)
                Values[(row * Wide + column) * Features + k / Patterns * Classes + Folded[k % Patterns]] += raw[column * 2 * Patterns + k];
    }

    // Each pattern stands for itself, its mirror image and both with all signs changed; classes are numbered as they come.
    private static byte[] Fold()
    {
        var classes = new byte[Patterns];
        var numbers = new Dictionary<int, byte>();
        for (var code = 0; code < Patterns; code++)
        {
            var mirrored = code % 3 * 27 + code / 3 % 3 * 9 + code / 9 % 3 * 3 + code / 27;
            // Digit 2 − d is the residual with its sign changed: 80 holds 2 in every place.
            var least = Math.Min(Math.Min(code, mirrored), Math.Min(Patterns - 1 - code, Patterns - 1 - mirrored));
            if (!numbers.TryGetValue(least, out var number)) numbers[least] = number = (byte)numbers.Count;
            classes[code] = number;
        }
        return classes;
    }

    /// <summary>Quantised residuals of four successive lines, of the filter along lines and along columns: 0, 1, 2 for −1, 0, 1.</summary>
    private sealed class ResidualRows(Plane luma)
    {
        private const int Kept = 4;

        private readonly byte[] _across = new byte[Kept * luma.Width], _down = new byte[Kept * luma.Width];
        private int _next;

        internal int Length => luma.Width - Reach;

        internal void Load(int y)
        {
            for (_next = Math.Max(_next, y); _next < y + Kept; _next++)
            {
                var line = luma.Row(_next);
                Quantise(line, line[1..], line[2..], line[Reach..], _across.AsSpan(_next % Kept * luma.Width, Length));
                Quantise(line, luma.Row(_next + 1), luma.Row(_next + 2), luma.Row(_next + Reach), _down.AsSpan(_next % Kept * luma.Width, Length));
            }
            First = y;
        }

        private int First { get; set; }

        internal ReadOnlySpan<byte> Row(bool vertical, int i) => (vertical ? _down : _across).AsSpan((First + i) % Kept * luma.Width, Length);

        // r = a − 3b + 3c − d; rounding r/2 to −1, 0, 1 is two comparisons.
        private static void Quantise(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<byte> levels)
        {
            var x = 0;
            var half = Vector<float>.Count;
            for (; x <= levels.Length - Vector<byte>.Count; x += Vector<byte>.Count)
            {
                var low = Vector.Narrow(Level(a, b, c, d, x), Level(a, b, c, d, x + half));
                var high = Vector.Narrow(Level(a, b, c, d, x + 2 * half), Level(a, b, c, d, x + 3 * half));
                Vector.AsVectorByte(Vector.Narrow(low, high)).CopyTo(levels[x..]);
            }
            for (; x < levels.Length; x++)
            {
                var r = 3 * (c[x] - b[x]) + (a[x] - d[x]);
                levels[x] = (byte)(1 + (r > HalfStep ? 1 : 0) - (r < -HalfStep ? 1 : 0));
            }
        }

        private static Vector<int> Level(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, int x)
        {
            var r = 3 * (new Vector<float>(c[x..]) - new Vector<float>(b[x..])) + (new Vector<float>(a[x..]) - new Vector<float>(d[x..]));
            // A comparison that holds is −1.
            return Vector<int>.One - Vector.GreaterThan(r, new Vector<float>(HalfStep)) + Vector.LessThan(r, new Vector<float>(-HalfStep));
        }
    }
}
