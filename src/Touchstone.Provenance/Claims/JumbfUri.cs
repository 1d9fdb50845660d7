namespace Touchstone.Provenance.Claims;

/// <summary>JUMBF URIs of a manifest store (C2PA 2.2 §8.3): <c>self#jumbf=/c2pa/MANIFEST/c2pa.assertions/LABEL</c>, or relative to the manifest without the first slash.</summary>
internal static class JumbfUri
{
    private const string Scheme = "self#jumbf=";
    private const string Root = Scheme + "/c2pa/";

    internal const string AssertionStore = "c2pa.assertions";
    internal const string SignatureBox = "c2pa.signature";

    internal static string Manifest(string label) => Root + label;

    internal static string Signature(string manifest) => $"{Root}{manifest}/{SignatureBox}";

    internal static string Claim(string manifest, int version) => $"{Root}{manifest}/{(version > 1 ? "c2pa.claim.v2" : "c2pa.claim")}";

    internal static string Assertion(string manifest, string label) => $"{Root}{manifest}/{AssertionStore}/{label}";

    internal static bool IsLocal(string uri) => uri.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>The manifest an absolute URI points into, or null for a relative or foreign one.</summary>
    internal static string? ManifestLabel(string uri)
    {
        uri = Rooted(uri);
        if (!uri.StartsWith(Root, StringComparison.Ordinal)) return null;
        var rest = uri.AsSpan(Root.Length);
        var end = rest.IndexOf('/');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    /// <summary>The URI with the manifest it is relative to written out; a foreign URI stays.</summary>
    internal static string Absolute(string uri, string manifest) => Complete(Rooted(uri), manifest);

    private static string Complete(string uri, string manifest) =>
        !IsLocal(uri) || uri.StartsWith(Root, StringComparison.Ordinal) ? uri : $"{Root}{manifest}/{uri[Scheme.Length..].TrimStart('/')}";

    // Some writers leave out the slash before the store's label.
    private static string Rooted(string uri) => uri.StartsWith(Scheme + "c2pa/", StringComparison.Ordinal) ? string.Concat(Scheme, "/", uri.AsSpan(Scheme.Length)) : uri;

    /// <summary>The labels below the manifest, outermost first: "c2pa.assertions", "c2pa.actions.v2".</summary>
    internal static string[] PathWithin(string absolute)
    {
        if (!absolute.StartsWith(Root, StringComparison.Ordinal)) return [];
        var parts = absolute[Root.Length..].Split('/');
        return parts[1..];
    }

    /// <summary>The label of the assertion a URI names, or null where it names none.</summary>
    internal static string? AssertionLabel(string uri)
    {
        var marker = uri.IndexOf(AssertionStore + "/", StringComparison.Ordinal);
        return marker < 0 ? null : uri[(marker + AssertionStore.Length + 1)..].TrimEnd('/');
    }
}
