using System.Globalization;
using System.Text;
using Touchstone.Media;
using Touchstone.Media.Containers;

namespace Touchstone.Workbench.Views;

/// <summary>The structure of a file, and its bytes, as text.</summary>
internal static class ContainerText
{
    private const int BytesALine = 16;
    private const int LongestValue = 100;
    private const int RowsShown = 4;

    internal static (IReadOnlyList<string> Lines, Fault? Fault) Of(Specimen specimen, ViewTerms terms)
    {
        if (!terms.Tree && terms.Hex is null) return ([], null);
        var lines = new List<string>();
        var known = specimen.Container.TryGet(out var tree, out var fault);
        if (terms.Tree && !known) return ([], fault);
        if (terms.Tree) lines.AddRange(Tree(tree!));
        if (terms.Hex is not { } range) return (lines, null);
        if (range.Offset >= specimen.Bytes.Length)
            return (lines, Fault.Damaged(Codes.ViewOutside, $"The file has {specimen.Bytes.Length:N0} bytes, the first at 0; there is none at {range.Offset:N0}."));
        lines.AddRange(Hex(specimen.Bytes, range, tree));
        return (lines, null);
    }

    /// <summary>One line a node: offset in hexadecimal, length, type and values; tables by their first rows; damage at the end.</summary>
    internal static IEnumerable<string> Tree(ContainerTree tree)
    {
        yield return "offset      bytes       node";
        foreach (var line in tree.Roots.SelectMany(n => Node(n, 0))) yield return line;
        yield return tree.Damage.Count == 0 ? "Nothing breaks the rules of the format." : $"{tree.Damage.Count:N0} places break the rules of the format:";
        foreach (var damage in tree.Damage) yield return string.Create(CultureInfo.InvariantCulture, $"0x{damage.Offset:x8}  {damage.Code}: {damage.Message}");
    }

    private static IEnumerable<string> Node(ContainerNode node, int depth)
    {
        var indent = new string(' ', 2 * depth);
        yield return string.Create(CultureInfo.InvariantCulture, $"0x{node.Offset:x8}  {node.Length,-10}  {indent}{node.Type}");
        foreach (var field in node.Fields) yield return string.Create(CultureInfo.InvariantCulture, $"0x{field.Offset:x8}              {indent}  {field.Name}: {Cut(field.Value)}");
        if (node.Table is { } table)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"                        {indent}  table of {table.TotalRows} rows: {string.Join(", ", table.Columns)}");
            foreach (var row in table.Rows.Take(RowsShown)) yield return $"                        {indent}    {string.Join(", ", row)}";
            if (table.TotalRows > RowsShown) yield return $"                        {indent}    …";
        }
        foreach (var line in node.Children.SelectMany(c => Node(c, depth + 1))) yield return line;
    }

    /// <summary>Sixteen bytes a line with their offset and letters; where nodes begin, their types follow.</summary>
    internal static IEnumerable<string> Hex(ByteSource bytes, ByteRange range, ContainerTree? tree)
    {
        var length = (int)Math.Min(range.Length, bytes.Length - range.Offset);
        var window = bytes.Slice(range.Offset, length);
        var starts = (tree?.All ?? []).Where(n => n.Offset >= range.Offset && n.Offset < range.Offset + length)
            .GroupBy(n => (n.Offset - range.Offset) / BytesALine).ToDictionary(g => g.Key, g => string.Join(", ", g.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Type} at 0x{n.Offset:x}"))));
        for (var at = 0; at < length; at += BytesALine)
        {
            var line = window.AsSpan(at, Math.Min(BytesALine, length - at)).ToArray();
            var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{range.Offset + at:x8}  "));
            for (var i = 0; i < BytesALine; i++) text.Append(i < line.Length ? $"{line[i]:x2} " : "   ").Append(i == 7 ? " " : "");
            text.Append(' ').Append(string.Concat(line.Select(b => b is >= 0x20 and < 0x7f ? (char)b : '.')).PadRight(BytesALine));
            if (starts.TryGetValue(at / BytesALine, out var begins)) text.Append("  ").Append(begins);
            yield return text.ToString();
        }
    }

    private static string Cut(string value) => value.Length <= LongestValue ? value : $"{value[..LongestValue]}… ({value.Length:N0} letters)";
}
