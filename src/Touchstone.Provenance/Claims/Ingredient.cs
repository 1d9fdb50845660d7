using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Claims;

/// <summary>What an ingredient assertion of any version says (C2PA 2.2 §18.16).</summary>
internal sealed record Ingredient(Assertion Assertion, int Version, string? Relationship, string? Title, string? Format, HashedUri? Manifest, HashedUri? ClaimSignature, HashedUri? Thumbnail, bool HasResults, IReadOnlyList<Status> Recorded)
{
    internal const string ParentOf = "parentOf", ComponentOf = "componentOf", InputTo = "inputTo";

    internal static bool IsKind(string kind) => kind is "c2pa.ingredient" or "c2pa.ingredient.v2" or "c2pa.ingredient.v3";

    /// <summary>Reads an ingredient; null where the assertion holds no map.</summary>
    internal static Ingredient? Of(Assertion assertion)
    {
        if (assertion.Value is not { Kind: CborKind.Map } value) return null;
        var version = assertion.Kind switch { "c2pa.ingredient.v3" => 3, "c2pa.ingredient.v2" => 2, _ => 1 };
        var manifest = HashedUri.Of(value[version == 3 ? "activeManifest" : "c2pa_manifest"]);
        var label = manifest is null ? null : JumbfUri.ManifestLabel(manifest.Url);
        return new Ingredient(assertion, version, value["relationship"]?.Text, value["dc:title"]?.Text, value["dc:format"]?.Text, manifest,
            HashedUri.Of(value["claimSignature"]), HashedUri.Of(value["thumbnail"]), value["validationResults"] is { Kind: CborKind.Map }, Statuses(value, label ?? ""));
    }

    // v1 and v2 list statuses in one array, v3 sorts them by manifest and kind; all become statuses with absolute URLs.
    private static List<Status> Statuses(CborValue value, string manifest)
    {
        List<Status> recorded = [];
        Append(recorded, value["validationStatus"], null, manifest);
        if (value["validationResults"] is not { } results) return recorded;
        AppendSorted(recorded, results["activeManifest"], manifest);
        foreach (var delta in results["ingredientDeltas"]?.Items ?? []) AppendSorted(recorded, delta["validationDeltas"], manifest);
        return recorded;
    }

    private static void AppendSorted(List<Status> recorded, CborValue? sorted, string manifest)
    {
        Append(recorded, sorted?["success"], StatusKind.Success, manifest);
        Append(recorded, sorted?["informational"], StatusKind.Informational, manifest);
        Append(recorded, sorted?["failure"], StatusKind.Failure, manifest);
    }

    private static void Append(List<Status> recorded, CborValue? list, StatusKind? kind, string manifest)
    {
        foreach (var item in list?.Items ?? [])
            if (item["code"]?.Text is { } code)
                recorded.Add(new Status(code, kind ?? StatusCatalog.Find(code)?.Kind ?? StatusKind.Failure, JumbfUri.Absolute(item["url"]?.Text ?? "", manifest), item["explanation"]?.Text ?? ""));
    }
}
