using Touchstone.Media;
using Touchstone.Media.Containers;

namespace Touchstone.Engine.Profiles;

/// <summary>How a file other than a JPEG is written: its nodes in their order, to the depth where writers differ and content does not.</summary>
internal static class ContainerShape
{
    // Below the tracks of a movie lie tables of samples, which are content; chunks of pictures are flat.
    private const int Depth = 5;
    private const int MostNodes = 256;

    // Runs of these are as long as the content is.
    private static readonly HashSet<string> _runs = ["IDAT", "fdAT", "fcTL", "moof", "mdat", "Cluster", "Frames", "Stream", "JUNK", "IFD0"];

    internal static IEnumerable<FileProperty> Of(ContainerTree tree)
    {
        yield return new("structure", string.Join(' ', Paths(tree)), IsList: true);
        if (tree.Format == MediaFormat.Png && tree.Roots.FirstOrDefault(n => n.Type == "IHDR") is { } header)
            yield return new("header", string.Join(", ", header.Fields.Where(f => f.Name is not ("width" or "height")).Select(f => $"{f.Name} {f.Value}")));
        if (tree.OfType("ftyp").FirstOrDefault() is { } brands)
            yield return new("brands", $"{brands["majorBrand"]} {brands["minorVersion"]} {brands["compatibleBrands"]}", IsList: true);
        foreach (var entry in tree.OfType("stsd").SelectMany(s => s.Children).Take(8).Select((e, i) => (e, i)))
            yield return new($"sample entry {entry.i + 1}", $"{entry.e.Type} {entry.e["compressorName"]} {entry.e["vendor"]}".TrimEnd());
        foreach (var directory in tree.Roots.Where(n => n.Type.StartsWith("IFD", StringComparison.Ordinal)).Take(4))
            yield return new($"tags of {directory.Type}", string.Join(' ', directory.Fields.Select(f => f.Name)), IsList: true);
    }

    private static List<string> Paths(ContainerTree tree)
    {
        var paths = new List<string>();
        void Walk(IReadOnlyList<ContainerNode> nodes, string above, int depth)
        {
            string? last = null;
            foreach (var node in nodes)
            {
                if (paths.Count >= MostNodes) return;
                if (node.Type == last && _runs.Contains(node.Type)) continue;
                last = node.Type;
                var path = above.Length == 0 ? node.Type : $"{above}/{node.Type}";
                paths.Add(path);
                if (depth < Depth) Walk(node.Children, path, depth + 1);
            }
        }
        Walk(tree.Roots, "", 1);
        return [.. paths.Select(p => p.Replace(' ', '_'))];
    }
}
