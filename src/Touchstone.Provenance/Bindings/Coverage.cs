using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings;

// Names what lies in the bytes that no hard binding covers.
internal static class Coverage
{
    internal static CoverageMap Of(AssetLayout layout, BindingReport binding)
    {
        var uncovered = Ranges.Merge(binding.Uncovered);
        List<UncoveredStretch> stretches = [];
        var region = 0;
        foreach (var range in uncovered)
        {
            while (region < layout.Regions.Count && layout.Regions[region].Range.End <= range.Start) region++;
            for (var i = region; i < layout.Regions.Count && layout.Regions[i].Range.Start < range.End; i++)
            {
                var part = Ranges.Intersect(layout.Regions[i].Range, range);
                if (part.Length > 0) stretches.Add(new UncoveredStretch(part, layout.Regions[i].Name, layout.Regions[i].Role, Sentence(layout.Regions[i])));
            }
        }
        var total = layout.Regions.Count == 0 ? 0 : layout.Regions[^1].Range.End;
        return new CoverageMap(total, total - uncovered.Sum(r => r.Length), stretches);
    }

    private static string Sentence(AssetRegion region) => region.Role switch
    {
        RegionRole.Credentials => "The manifest store itself: a hash cannot cover itself; the signature covers what counts in it.",
        RegionRole.Padding => "Padding or free space: nothing of the media lies here.",
        RegionRole.Metadata => $"{region.Name} can be changed without breaking the binding: do not rely on what it says.",
        RegionRole.Structure when region.Name is "ftyp" or "mfra" => $"{region.Name} is left out of every ISO-BMFF hash (C2PA 2.2 §A.5.6): it names brands or points to fragments and shows nothing.",
        RegionRole.Structure => $"{region.Name} can be changed without breaking the binding: it steers how the media is read.",
        RegionRole.Media => $"{region.Name} holds media that nobody signed for: it can be replaced without breaking the binding.",
        _ => $"{region.Name}: bytes that belong to no known structure and that nobody signed for.",
    };
}
