using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Claims;

/// <summary>What a manifest is for (C2PA 2.2 §11.2).</summary>
public enum ManifestKind
{
    /// <summary>A standard manifest, bound to content.</summary>
    Standard,
    /// <summary>An update manifest: adds to its parent and leaves the content alone.</summary>
    Update,
    /// <summary>A time-stamp manifest (withdrawn in 2.2).</summary>
    TimeStamp,
}

/// <summary>One manifest of a store with its claim, signature and assertions, as found.</summary>
internal sealed class Manifest
{
    private readonly Dictionary<string, Assertion> _byLabel;
    private readonly Lazy<ILookup<string, HashedUri>> _listed;

    internal Manifest(JumbfBox box, ManifestKind kind, bool compressed, ProvenanceLimits limits)
    {
        Box = box;
        Kind = kind;
        IsCompressed = compressed;
        // A box under another label is no claim (§15.6.1).
        JumbfBox[] claims = [.. box.Children.Where(c => c is { ContentTypeCode: "c2cl", Label: "c2pa.claim" or "c2pa.claim.v2" })];
        ClaimBoxes = claims.Length;
        if (claims is [var claim, ..])
        {
            ClaimVersion = claim.Label == "c2pa.claim" ? 1 : 2;
            ClaimBytes = claim.Children.FirstOrDefault(c => c.Type == "cbor")?.Payload ?? default;
            if (ClaimBytes.IsEmpty) ClaimError = "The claim box holds no CBOR.";
            else if (CborDecoder.TryDecode(ClaimBytes, limits, out var value, out var error)) Claim = value;
            else ClaimError = error;
        }
        var signature = box.Children.FirstOrDefault(c => c.ContentTypeCode == "c2cs");
        SignatureBox = signature;
        Cose = signature?.Children.FirstOrDefault(c => c.Type == "cbor")?.Payload;
        var store = box.Children.FirstOrDefault(c => c.ContentTypeCode == "c2as");
        HasAssertionStore = store is not null;
        Assertions = [.. (store?.Children ?? []).Where(c => c.IsSuperbox).Select(c => new Assertion(c, box.Label, limits))];
        _byLabel = [];
        foreach (var assertion in Assertions) _byLabel.TryAdd(assertion.Label, assertion);
        References = ClaimVersion == 1 ? ReferencesOf("assertions") : [.. ReferencesOf("created_assertions"), .. ReferencesOf("gathered_assertions")];
        _listed = new(() => References.ToLookup(r => JumbfUri.Absolute(r.Url, Label)));
        Redactions = [.. (Claim?["redacted_assertions"]?.Items ?? []).Select(r => r.Text ?? r["url"]?.Text).OfType<string>()];
    }

    internal JumbfBox Box { get; }

    internal ManifestKind Kind { get; }

    internal bool IsCompressed { get; }

    internal string Label => Box.Label;

    internal string Url => JumbfUri.Manifest(Label);

    internal int ClaimBoxes { get; }

    /// <summary>1 or 2; 0 where there is no claim.</summary>
    internal int ClaimVersion { get; }

    /// <summary>The exact bytes that the signature covers.</summary>
    internal ReadOnlyMemory<byte> ClaimBytes { get; }

    internal CborValue? Claim { get; }

    internal string? ClaimError { get; }

    /// <summary>Default hash algorithm of the claim, or null.</summary>
    internal string? Algorithm => Claim?["alg"]?.Text;

    internal JumbfBox? SignatureBox { get; }

    internal ReadOnlyMemory<byte>? Cose { get; }

    internal bool HasAssertionStore { get; }

    /// <summary>The assertions present in the store.</summary>
    internal IReadOnlyList<Assertion> Assertions { get; }

    /// <summary>The assertions the claim lists: created before gathered in a v2 claim.</summary>
    internal IReadOnlyList<HashedUri> References { get; }

    /// <summary>JUMBF URIs of assertions this claim redacts in its ingredients.</summary>
    internal IReadOnlyList<string> Redactions { get; }

    internal string ClaimUrl => JumbfUri.Claim(Label, ClaimVersion);

    internal string SignatureUrl => JumbfUri.Signature(Label);

    /// <summary>Whether the claim lists this very assertion with its hash. Nothing else in the store is signed for: anybody can put boxes into it.</summary>
    internal bool Lists(Assertion assertion) =>
        ReferenceEquals(Find(assertion.Label), assertion) && _listed.Value[assertion.Url].Any(r => BoxHash.Compare(assertion.Box, r, Algorithm) == BoxHashOutcome.Match);

    /// <summary>The first assertion of a label: the one a reference means.</summary>
    internal Assertion? Find(string label) => _byLabel.GetValueOrDefault(label);

    /// <summary>The assertions of a kind in the order of the claim, redacted ones left out.</summary>
    internal IEnumerable<Assertion> Listed(Func<string, bool> kind) =>
        References.Select(r => JumbfUri.AssertionLabel(r.Url)).OfType<string>().Distinct().Select(Find).OfType<Assertion>().Where(a => kind(a.Kind) && !a.IsZeroed);

    internal IReadOnlyList<HashedUri> ReferencesOf(string field) => [.. (Claim?[field]?.Items ?? []).Select(HashedUri.Of).OfType<HashedUri>()];

    /// <summary>The box at a path of labels below this manifest, or null.</summary>
    internal JumbfBox? Resolve(IEnumerable<string> path)
    {
        var box = Box;
        foreach (var label in path)
        {
            if (box.Find(label) is not { } next) return null;
            box = next;
        }
        return box;
    }
}
