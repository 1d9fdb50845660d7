using Touchstone.Media.Containers;

namespace Touchstone.Media.Carving;

/// <summary>Says where carved pictures lie: within which other, and in which part of the file.</summary>
internal static class CarvedPlaces
{
    internal static IReadOnlyList<CarvedPicture> Name(List<CarvedPicture> found, ContainerTree? tree)
    {
        var open = new Stack<CarvedPicture>();
        var named = new List<CarvedPicture>(found.Count);
        foreach (var picture in found)
        {
            while (open.TryPeek(out var outer) && outer.Offset + outer.Length < picture.Offset + picture.Length) open.Pop();
            // Some cameras pad a segment so that it ends with FF D8: the picture around it seems to begin there once more.
            if (open.TryPeek(out var same) && same.Offset + same.Length == picture.Offset + picture.Length) continue;
            var own = picture with
            {
                Within = open.TryPeek(out var holder) ? holder.Offset : null,
                IsFile = picture.Offset == 0 && tree?.Format is MediaFormat.Jpeg,
                Place = tree is null ? "" : Place(picture.Offset, tree.Roots),
            };
            named.Add(own);
            open.Push(picture);
        }
        return named;
    }

    // The path of nodes whose stretch holds the byte; in a TIFF, the directory whose value points there.
    private static string Place(long offset, IReadOnlyList<ContainerNode> roots)
    {
        if (Pointer(offset, roots) is { } pointer) return pointer;
        var path = new List<string>();
        for (var nodes = roots; Holder(offset, nodes) is { } node; nodes = node.Children) path.Add(node.Type);
        return string.Join(" › ", path.Where(p => p != "SOI"));
    }

    private static ContainerNode? Holder(long offset, IReadOnlyList<ContainerNode> nodes) =>
        nodes.FirstOrDefault(n => n.Offset <= offset && offset < n.Offset + n.Length);

    private static string? Pointer(long offset, IReadOnlyList<ContainerNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.Fields.FirstOrDefault(f => f.Name is "JPEGInterchangeFormat" or "StripOffsets" or "TileOffsets" && f.Value.Split(' ')[0] == $"{offset}") is { } field) return $"{node.Type} · {field.Name}";
            if (Pointer(offset, node.Children) is { } below) return $"{node.Type} › {below}";
        }
        return null;
    }
}
