using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class Imd2020
{
    internal static Layout Layout { get; } = new("imd2020", "IMD2020, real-life manipulated images",
        "one folder per original with <name>_orig.jpg, manipulated files beside it, and their masks <file>_mask.png.",
        "Novozámský et al. 2020; staff.utia.cas.cz/novozada/db", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        foreach (var group in folder.Images.GroupBy(f => Path.GetDirectoryName(f)!))
        {
            // Without an original this is no folder of the set.
            if (!group.Any(f => LayoutFolder.Stem(f).EndsWith("_orig", StringComparison.Ordinal))) continue;
            var masks = group.Where(f => LayoutFolder.Stem(f).EndsWith("_mask", StringComparison.Ordinal)).ToDictionary(f => LayoutFolder.Stem(f)[..^5], f => f, StringComparer.Ordinal);
            foreach (var file in group.Except(masks.Values))
            {
                var original = LayoutFolder.Stem(file).EndsWith("_orig", StringComparison.Ordinal);
                yield return folder.Entry(file, original ? null : "local_edit", Question.LocallyEdited) with
                {
                    Session = group.Key.Length > 0 ? group.Key.Replace('\\', '/') : LayoutFolder.Stem(file),
                    MaskPath = !original && masks.TryGetValue(LayoutFolder.Stem(file), out var mask) ? Path.Join(folder.Path, mask) : null,
                };
            }
        }
    }
}
