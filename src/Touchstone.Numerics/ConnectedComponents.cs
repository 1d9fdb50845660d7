namespace Touchstone.Numerics;

/// <summary>A connected set of cells of a grid.</summary>
/// <param name="Label">Its number, from 1 in reading order of the first cell.</param>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns of the bounding box.</param>
/// <param name="Height">Rows of the bounding box.</param>
/// <param name="Cells">Cells in the set.</param>
public readonly record struct Component(int Label, int Left, int Top, int Width, int Height, int Cells);

/// <summary>Labels the connected sets of true cells of a grid (two passes, union–find; Rosenfeld &amp; Pfaltz 1966).</summary>
public static class ConnectedComponents
{
    /// <summary>Labels and measures the components.</summary>
    /// <param name="cells">Grid [height, width], row-major.</param>
    /// <param name="width">Columns, ≥ 1 unless the grid is empty.</param>
    /// <param name="eightConnected">True: also diagonal neighbours belong together.</param>
    /// <param name="labels">Labels [height, width]: 0 outside, else the component's label.</param>
    /// <returns>Components in order of their labels.</returns>
    /// <exception cref="ArgumentException">The grid is not whole rows, or there are not as many labels as cells.</exception>
    public static IReadOnlyList<Component> Label(ReadOnlySpan<bool> cells, int width, bool eightConnected, Span<int> labels)
    {
        if (labels.Length != cells.Length) throw new ArgumentException("One label per cell.", nameof(labels));
        if (cells.IsEmpty) return [];
        if (width < 1 || cells.Length % width != 0) throw new ArgumentException("The grid is not whole rows.", nameof(width));
        var parents = new List<int> { 0 };
        for (var i = 0; i < cells.Length; i++)
        {
            labels[i] = 0;
            if (!cells[i]) continue;
            var x = i % width;
            var label = x > 0 ? labels[i - 1] : 0;
            if (i >= width)
            {
                label = Join(parents, label, labels[i - width]);
                if (eightConnected && x > 0) label = Join(parents, label, labels[i - width - 1]);
                if (eightConnected && x < width - 1) label = Join(parents, label, labels[i - width + 1]);
            }
            if (label == 0)
            {
                label = parents.Count;
                parents.Add(label);
            }
            labels[i] = label;
        }
        return Measure(parents, width, labels);
    }

    private static List<Component> Measure(List<int> parents, int width, Span<int> labels)
    {
        var numbers = new int[parents.Count];
        var components = new List<Component>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 0) continue;
            var (root, x, y) = (Root(parents, labels[i]), i % width, i / width);
            if (numbers[root] == 0)
            {
                components.Add(new Component(components.Count + 1, x, y, 1, 1, 0));
                numbers[root] = components.Count;
            }
            labels[i] = numbers[root];
            var c = components[labels[i] - 1];
            var (left, right) = (Math.Min(c.Left, x), Math.Max(c.Left + c.Width, x + 1));
            components[labels[i] - 1] = c with { Left = left, Width = right - left, Height = y + 1 - c.Top, Cells = c.Cells + 1 };
        }
        return components;
    }

    private static int Join(List<int> parents, int a, int b)
    {
        if (a == 0 || b == 0) return a + b;
        var (i, j) = (Root(parents, a), Root(parents, b));
        var root = Math.Min(i, j);
        parents[i] = parents[j] = root;
        return root;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
            label = parents[label] = parents[parents[label]];
        return label;
    }
}
