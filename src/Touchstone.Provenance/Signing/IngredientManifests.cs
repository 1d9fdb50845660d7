using System.Buffers.Binary;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Signing;

/// <summary>The manifests that come into a new store with its ingredients (C2PA 2.2 §10.3.2.2), redacted where the new claim says so.</summary>
internal static class IngredientManifests
{
    /// <summary>Copies the manifests of all ingredients, each once, in the order of their stores.</summary>
    /// <exception cref="ArgumentException">Two ingredients hold different manifests of one label; or what is to be redacted is not there.</exception>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> Of(ManifestBuilder builder)
    {
        List<CopiedManifest> copies = [];
        foreach (var manifest in builder.Ingredients.SelectMany(i => StoreContents.Of(i.Store)?.Manifests ?? []))
        {
            if (copies.Find(c => c.Label == manifest.Label) is not { } same) copies.Add(manifest);
            else if (!same.Hash.AsSpan().SequenceEqual(manifest.Hash)) throw new ArgumentException($"Two ingredients hold different manifests labelled {manifest.Label}.", nameof(builder));
        }
        ReadOnlyMemory<byte>[] boxes = [.. copies.Select(c => (ReadOnlyMemory<byte>)c.Box)];
        foreach (var uri in builder.Redactions)
        {
            var at = copies.FindIndex(c => uri.StartsWith($"{c.Address}/", StringComparison.Ordinal));
            var redacted = at < 0 ? null : Redacted(boxes[at], uri[(uri.LastIndexOf('/') + 1)..]);
            boxes[at < 0 ? 0 : at] = redacted ?? throw new ArgumentException($"No ingredient holds {uri} to be redacted.", nameof(builder));
        }
        return boxes;
    }

    // The manifest without the assertion's box (C2PA 2.2 §6.8). Its claim still says that there was one, and what its hash was.
    private static ReadOnlyMemory<byte>? Redacted(ReadOnlyMemory<byte> manifest, string label)
    {
        var box = JumbfReader.Read(manifest, ProvenanceLimits.Default).Root;
        if (box?.Find("c2pa.assertions") is not { } assertions || assertions.Find(label) is not { } redacted) return null;
        return Rebuilt(box, child => child == assertions ? Rebuilt(assertions, inner => inner == redacted ? [] : Whole(inner)) : Whole(child));
    }

    // The superbox with its description box as it was and its other children as given.
    private static byte[] Rebuilt(JumbfBox box, Func<JumbfBox, byte[]> child)
    {
        var description = box.Payload[..(int)BinaryPrimitives.ReadUInt32BigEndian(box.Payload.Span)];
        return JumbfWriter.Box("jumb", [description, .. box.Children.Select(c => (ReadOnlyMemory<byte>)child(c))]);
    }

    private static byte[] Whole(JumbfBox box) => JumbfWriter.Box(box.Type, box.Payload);
}
