using System.IO.Compression;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Claims;

/// <summary>The manifests of a store, with compressed ones inflated (C2PA 2.2 §11.1.4).</summary>
internal sealed class ManifestStore
{
    private readonly Dictionary<string, Manifest> _byLabel = [];

    private ManifestStore(JumbfBox? root, IReadOnlyList<string> damage, IReadOnlyList<Manifest> manifests, IReadOnlyList<(string Label, string Why)> broken)
    {
        Root = root;
        Damage = damage;
        Manifests = manifests;
        BrokenCompressed = broken;
        // The last of equal labels counts, as the last manifest is the active one.
        foreach (var manifest in manifests) _byLabel[manifest.Label] = manifest;
    }

    internal JumbfBox? Root { get; }

    internal IReadOnlyList<string> Damage { get; }

    /// <summary>Manifests in the order of the store.</summary>
    internal IReadOnlyList<Manifest> Manifests { get; }

    /// <summary>Compressed manifests that could not be inflated.</summary>
    internal IReadOnlyList<(string Label, string Why)> BrokenCompressed { get; }

    /// <summary>The last manifest (C2PA 2.2 §15.5.1), or null.</summary>
    internal Manifest? Active => Manifests.Count > 0 ? Manifests[^1] : null;

    internal Manifest? Find(string? label) => label is null ? null : _byLabel.GetValueOrDefault(label);

    internal static ManifestStore Read(ReadOnlyMemory<byte> bytes, ProvenanceLimits limits)
    {
        var (root, damage) = JumbfReader.Read(bytes, limits);
        List<string> allDamage = [.. damage];
        List<Manifest> manifests = [];
        List<(string, string)> broken = [];
        if (root is not null && root.ContentTypeCode != "c2pa")
        {
            allDamage.Add("The outermost box is no manifest store (type c2pa).");
            root = null;
        }
        var inflatedLeft = limits.MaximumInflatedBytes;
        foreach (var box in root?.Children ?? [])
        {
            if (manifests.Count >= limits.MaximumManifests)
            {
                allDamage.Add($"More than {limits.MaximumManifests} manifests; the rest is not read.");
                break;
            }
            if (KindOf(box) is { } kind) manifests.Add(new Manifest(box, kind, compressed: false, limits));
            else if (box.ContentTypeCode == "c2cm")
            {
                if (Inflate(box, limits, ref inflatedLeft, out var inflated) is { } why) broken.Add((box.Label, why));
                else manifests.Add(new Manifest(inflated!, KindOf(inflated!)!.Value, compressed: true, limits));
            }
        }
        return new ManifestStore(root, allDamage, manifests, broken);
    }

    private static ManifestKind? KindOf(JumbfBox box) => box.ContentTypeCode switch
    {
        "c2ma" => ManifestKind.Standard,
        "c2um" => ManifestKind.Update,
        "c2tm" => ManifestKind.TimeStamp,
        _ => null,
    };

    // A compressed manifest: superbox c2cm with one brob box, whose payload is the Brotli stream of the manifest's superbox.
    private static string? Inflate(JumbfBox box, ProvenanceLimits limits, ref int left, out JumbfBox? manifest)
    {
        manifest = null;
        if (box.Children is not [{ Type: "brob" } brob]) return "A compressed manifest holds no single brob box.";
        if (!TryInflate(brob.Payload, left, out var inflated)) return $"The Brotli stream is damaged, or expands beyond {limits.MaximumInflatedBytes:N0} bytes.";
        left -= inflated.Length;
        manifest = JumbfReader.Read(inflated, limits).Root;
        if (manifest is null || KindOf(manifest) is null or ManifestKind.TimeStamp) return "What was compressed is neither a standard nor an update manifest.";
        return null;
    }

    private static bool TryInflate(ReadOnlyMemory<byte> packed, int maximum, out byte[] inflated)
    {
        inflated = [];
        using var decoder = new BrotliDecoder();
        var output = new byte[Math.Min(maximum, Math.Max(1 << 16, packed.Length * 4))];
        var (read, written) = (0, 0);
        while (true)
        {
            var status = decoder.Decompress(packed.Span[read..], output.AsSpan(written), out var consumed, out var produced);
            read += consumed;
            written += produced;
            if (status == System.Buffers.OperationStatus.Done)
            {
                inflated = output[..written];
                return true;
            }
            if (status != System.Buffers.OperationStatus.DestinationTooSmall || output.Length >= maximum) return false;
            Array.Resize(ref output, (int)Math.Min(maximum, output.Length * 2L));
        }
    }
}
