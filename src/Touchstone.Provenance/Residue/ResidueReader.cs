using System.Text;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Xmp;

namespace Touchstone.Provenance.Residue;

/// <summary>Looks for what removed, moved or rewritten credentials leave behind.</summary>
/// <remarks>
/// Residue says that there were credentials, not who removed them or why: platforms and converters drop what they do not know.
/// Its absence says nothing, since whoever removes a store can remove these traces as well.
/// </remarks>
public static class ResidueReader
{
    private const string InThisFile = "self#";

    private const string ResourceEvent = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#";
    private const string Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private const string XmpBasic = "http://ns.adobe.com/xap/1.0/";

    private const int MaximumFindings = 50;
    private const int MaximumHistoryBytes = 256 * 1024;
    private const int MaximumShown = 200;

    private static readonly string[] _words = ["content credentials", "contentcredentials", "content authenticity", "contentauth", "c2pa"];
    private static readonly string[] _hosts = ["c2pa.org", "contentauthenticity.org", "contentcredentials.org", "cai.adobe.com"];

    /// <summary>Reads the residue of a file, its structure and the labels of its store first.</summary>
    /// <param name="asset">The file.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="cancel">Stops reading.</param>
    public static IReadOnlyList<ResidueFinding> Read(AssetBytes asset, ProvenanceLimits limits, CancellationToken cancel)
    {
        var layout = LayoutReader.Read(asset, limits, cancel);
        return Read(layout, [.. layout.Stores.SelectMany(s => ManifestStore.Read(s.Bytes, limits).Manifests).Select(m => m.Label)], asset);
    }

    /// <summary>Reads the residue of a file; empty where nothing is left, and for a side-car. Never throws for any bytes.</summary>
    /// <param name="layout">Structure of the file.</param>
    /// <param name="manifestLabels">Labels of all manifests of its store, in it or beside it; empty where there is none or it could not be read.</param>
    /// <param name="asset">The bytes, for the history that APP13 keeps; without them that place is not looked at.</param>
    public static IReadOnlyList<ResidueFinding> Read(AssetLayout layout, IReadOnlyCollection<string> manifestLabels, AssetBytes? asset = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(manifestLabels);
        if (layout.Format == AssetFormat.ManifestStore) return [];
        List<ResidueFinding> found = [];
        List<AssetRegion> places = [.. layout.Regions.Where(r => r.Name.Contains("XMP", StringComparison.Ordinal))];
        for (var i = 0; i < layout.Xmp.Count; i++)
        {
            long? offset = places.Count == layout.Xmp.Count ? places[i].Range.Start : null;
            var packet = XmpPacket.Read(layout.Xmp[i], ProvenanceLimits.Default);
            found.AddRange(ProvenanceLink.Of(packet).Select(v => Pointer(v, layout, manifestLabels)).OfType<(string Code, string Text)>().Select(p => new ResidueFinding(p.Code, p.Text, offset)));
            if (HasStore(layout, manifestLabels)) continue;
            found.AddRange(History(packet).Select(text => new ResidueFinding(ResidueCode.History, text, offset)));
            found.AddRange(packet.Namespaces.Where(IsOurs).Select(uri => new ResidueFinding(ResidueCode.Namespace, $"The XMP declares names of C2PA ({Shown(uri)}), and the file holds no manifest store.", offset)));
        }
        found.AddRange(layout.EmptyPlaces.Select(p => new ResidueFinding(ResidueCode.EmptyPlace, $"A place made for a manifest store holds none: {p.Name}.", p.Range.Start)));
        if (!HasStore(layout, manifestLabels) && asset is not null) found.AddRange(PhotoshopHistory(layout, asset));
        return [.. found.DistinctBy(f => (f.Code, f.Text)).Take(MaximumFindings)];
    }

    // A store beside the file serves as well as one in it.
    private static bool HasStore(AssetLayout layout, IReadOnlyCollection<string> labels) => layout.Stores.Count > 0 || labels.Count > 0;

    private static (string Code, string Text)? Pointer(string value, AssetLayout layout, IReadOnlyCollection<string> labels)
    {
        if (value.StartsWith(InThisFile, StringComparison.OrdinalIgnoreCase))
        {
            if (!HasStore(layout, labels))
                return (ResidueCode.StoreMissing, $"The XMP points to a manifest in this file ({Shown(value)}), and the file holds no manifest store: it was removed.");
            // A store whose manifests cannot be read is damaged; whether the label was in it cannot be told.
            if (labels.Count == 0 || Label(value) is not { } label || labels.Contains(label, StringComparer.Ordinal)) return null;
            return (ResidueCode.LabelNotInStore, $"The XMP points to the manifest {Shown(label)}, which the store in this file does not hold: the store or the XMP comes from another file.");
        }
        if (HasStore(layout, labels) || !ProvenanceLink.IsRemote(value)) return null;
        return (ResidueCode.RemoteOnly, $"The XMP names a remote manifest, not fetched: {Shown(value)}. No network is used, so it is unreachable from here; a copy of it given as a side-car can be checked.");
    }

    // C2PA 2.2 §8.3: self#jumbf=/c2pa/LABEL/…; the leading slash is missing in some files.
    private static string? Label(string reference)
    {
        var at = reference.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || !reference.AsSpan(0, at).EndsWith("jumbf", StringComparison.OrdinalIgnoreCase)) return null;
        var parts = Uri.UnescapeDataString(reference[(at + 1)..]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["c2pa", var label, ..] ? label : null;
    }

    private static IEnumerable<string> History(XmpPacket packet) => packet.Properties
        .Where(p => p.Namespace == ResourceEvent || (p.Namespace == Photoshop && p.Name == "History") || (p.Namespace == XmpBasic && p.Name == "CreatorTool"))
        .Where(p => SpeaksOfCredentials(p.Value))
        .Select(p => $"The editing history in the XMP speaks of Content Credentials (\"{Shown(p.Value)}\"), and the file holds no manifest store.");

    // Photoshop keeps its own copy of the history in the image resources of APP13.
    private static IEnumerable<ResidueFinding> PhotoshopHistory(AssetLayout layout, AssetBytes asset)
    {
        foreach (var region in layout.Regions.Where(r => r.Name.Contains("APP13", StringComparison.Ordinal)).Take(MaximumFindings))
        {
            var text = Encoding.Latin1.GetString(asset.Slice(region.Range.Start, Math.Min(region.Range.Length, MaximumHistoryBytes)));
            if (_words.FirstOrDefault(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) is { } word)
                yield return new ResidueFinding(ResidueCode.History, $"The Photoshop resources (APP13) speak of \"{word}\", and the file holds no manifest store.", region.Range.Start);
        }
    }

    private static bool SpeaksOfCredentials(string text) => _words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static bool IsOurs(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out var address)
        && _hosts.Any(h => address.Host.Equals(h, StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith("." + h, StringComparison.OrdinalIgnoreCase));

    private static string Shown(string text) => text.Length <= MaximumShown ? text : string.Concat(text.AsSpan(0, MaximumShown), "…");
}
