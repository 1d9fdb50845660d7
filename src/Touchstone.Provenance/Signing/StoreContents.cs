using System.IO.Compression;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Signing;

/// <summary>A manifest of an existing store, to be copied.</summary>
/// <param name="Label">Label.</param>
/// <param name="Box">Its superbox with head, compressed where it was.</param>
/// <param name="Hash">SHA-256 as a hashed URI takes it.</param>
/// <param name="SignatureHash">The same of its claim signature box, or null where it has none.</param>
internal sealed record CopiedManifest(string Label, byte[] Box, byte[] Hash, byte[]? SignatureHash)
{
    internal string Address => $"self#jumbf=/c2pa/{Label}";

    internal string SignatureAddress => $"{Address}/c2pa.signature";
}

/// <summary>The manifests of an existing store, in its order; the last is the active one (C2PA 2.2 §15.5.1).</summary>
internal sealed record StoreContents(IReadOnlyList<CopiedManifest> Manifests)
{
    internal CopiedManifest Active => Manifests[^1];

    /// <summary>Reads a store; null where it holds no manifest.</summary>
    internal static StoreContents? Of(ReadOnlyMemory<byte> store)
    {
        if (store.IsEmpty) return null;
        var root = JumbfReader.Read(store, ProvenanceLimits.Default).Root;
        CopiedManifest[] manifests = [.. (root?.Children ?? []).Where(IsManifest).Select(Copy)];
        return manifests.Length == 0 ? null : new StoreContents(manifests);
    }

    private static bool IsManifest(JumbfBox box) => box.IsSuperbox && box.ContentTypeCode is "c2ma" or "c2md" or "c2um" or "c2cm" or "c2tm";

    private static CopiedManifest Copy(JumbfBox box)
    {
        var whole = JumbfWriter.Box("jumb", box.Payload);
        var signature = (box.ContentTypeCode == "c2cm" ? Inflated(box) : box)?.Find("c2pa.signature");
        return new CopiedManifest(box.Label, whole, JumbfWriter.Hash(whole), signature is null ? null : System.Security.Cryptography.SHA256.HashData(signature.Payload.Span));
    }

    private static JumbfBox? Inflated(JumbfBox box)
    {
        if (box.Children is not [{ Type: "brob" } compressed, ..]) return null;
        var limits = ProvenanceLimits.Default;
        var buffer = new byte[Math.Min(limits.MaximumInflatedBytes, 64L * Math.Max(compressed.Payload.Length, 1 << 14))];
        return BrotliDecoder.TryDecompress(compressed.Payload.Span, buffer, out var written) ? JumbfReader.Read(buffer.AsMemory(0, written), limits).Root : null;
    }
}
