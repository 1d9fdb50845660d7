using System.Text;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Validation;

namespace Touchstone.Provenance.Verdicts;

/// <summary>Puts what a manifest says into a report.</summary>
internal static class ManifestDescriber
{
    internal static ManifestReport Describe(Manifest manifest, SignatureReport? signature, IReadOnlyList<Status> statuses, ValidationScope scope)
    {
        var claim = manifest.Claim;
        return new ManifestReport
        {
            Label = manifest.Label,
            Kind = manifest.Kind,
            ClaimVersion = manifest.ClaimVersion,
            IsCompressed = manifest.IsCompressed,
            Title = claim?["dc:title"]?.Text,
            Format = claim?["dc:format"]?.Text,
            Generators = Generators(claim),
            Signature = signature,
            Actions = [.. manifest.Listed(Labels.IsActions).SelectMany(a => a.Value?["actions"]?.Items ?? (IReadOnlyList<CborValue>)[]).Select(Action)],
            Ingredients = [.. scope.IngredientsOf(manifest).Select(i => Describe(i, manifest, scope))],
            Assertions = [.. manifest.Assertions.Select(a => new AssertionReport(a.Label, a.Box.Children.Sum(c => c.Payload.Length), scope.IsRedacted(manifest.Label, a.Label) || a.IsZeroed))],
            SoftBindings = [.. manifest.Listed(k => k == "c2pa.soft-binding").Select(a => a.Value?["alg"]?.Text).OfType<string>()],
            Thumbnail = manifest.Assertions.FirstOrDefault(a => a.Kind.StartsWith("c2pa.thumbnail.claim", StringComparison.Ordinal)) is { } picture ? Picture(picture.Box) : null,
            Statuses = statuses,
        };
    }

    private static List<string> Generators(CborValue? claim)
    {
        var info = claim?["claim_generator_info"];
        IReadOnlyList<CborValue> entries = info is { Kind: CborKind.List } ? info.Items : info is null ? [] : [info];
        List<string> names = [.. entries.Select(e => e["name"]?.Text is { } name ? $"{name} {e["version"]?.Text}".TrimEnd() : null).OfType<string>()];
        if (names.Count == 0 && claim?["claim_generator"]?.Text is { Length: > 0 } generator) names.Add(generator);
        return names;
    }

    private static ActionReport Action(CborValue action)
    {
        var agent = action["softwareAgent"];
        var source = action["digitalSourceType"]?.Text;
        return new ActionReport(action["action"]?.Text ?? "", action["when"]?.Text, agent?.Text ?? agent?["name"]?.Text, source?[(source.TrimEnd('/').LastIndexOf('/') + 1)..], action["description"]?.Text ?? action["parameters"]?["description"]?.Text);
    }

    private static IngredientReport Describe(Ingredient ingredient, Manifest from, ValidationScope scope)
    {
        var label = JumbfUri.ManifestLabel(ingredient.Manifest?.Url ?? "");
        var picture = ingredient.Thumbnail is { } reference && JumbfUri.Absolute(reference.Url, from.Label) is var url
            ? scope.Store.Find(JumbfUri.ManifestLabel(url))?.Resolve(JumbfUri.PathWithin(url))
            : null;
        return new IngredientReport(ingredient.Assertion.Url, ingredient.Title, ingredient.Format, ingredient.Relationship, label ?? ingredient.Manifest?.Url,
            scope.Store.Find(label) is not null, picture is null ? null : Picture(picture));
    }

    // Embedded file: box bfdb holds toggles and a media type ended by zero, box bidb the bytes.
    private static ThumbnailReport? Picture(Jumbf.JumbfBox box)
    {
        if (box.Children.FirstOrDefault(c => c.Type == "bidb") is not { Payload.Length: > 0 } data) return null;
        if (box.Children.FirstOrDefault(c => c.Type == "bfdb") is not { Payload.Length: > 1 } description) return null;
        var type = description.Payload.Span[1..];
        var end = type.IndexOf((byte)0);
        return new ThumbnailReport(Encoding.UTF8.GetString(end < 0 ? type : type[..end]), data.Payload.Length) { Bytes = data.Payload };
    }
}
