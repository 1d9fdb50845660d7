using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Identity;
using Touchstone.Provenance.Residue;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Validation;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Provenance;

/// <summary>What belongs to an asset and lies elsewhere.</summary>
public sealed record AssetCompanions
{
    /// <summary>Nothing beside the asset.</summary>
    public static AssetCompanions None { get; } = new();

    /// <summary>A manifest store kept beside the asset (.c2pa); used where the asset holds none.</summary>
    public ReadOnlyMemory<byte>? SideCar { get; init; }

    /// <summary>Segments of a fragmented asset in files of their own, in order.</summary>
    public IReadOnlyList<AssetBytes> Fragments { get; init; } = [];

    /// <summary>The files of a collection by the relative URI that its manifest names, or null for a missing one (C2PA 2.2 §15.12.5).</summary>
    public Func<string, AssetBytes?> Collection { get; init; } = _ => null;
}

/// <summary>Reads and validates the Content Credentials of an asset: the main path of the package on one screen.</summary>
public static class CredentialValidator
{
    /// <summary>Reads and validates. Every byte sequence gives a report; nothing is fetched.</summary>
    /// <param name="asset">The asset, or a manifest store by itself.</param>
    /// <param name="options">Trust, policy, time and bounds.</param>
    /// <param name="companions">Side-car and fragments, where there are any.</param>
    /// <param name="cancel">Stops the validation.</param>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public static ProvenanceReport Validate(AssetBytes asset, ValidationOptions options, AssetCompanions? companions = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(asset);
        ArgumentNullException.ThrowIfNull(options);
        companions ??= AssetCompanions.None;
        var layout = LayoutReader.Read(asset, options.Limits, cancel);
        var links = ProvenanceLink.Find(layout.Xmp);
        if (Locate(layout, companions, options) is not { } found)
            return Without(layout, links.FirstOrDefault(ProvenanceLink.IsRemote), options) with { Residue = ResidueReader.Read(layout, [], asset) };
        var store = ManifestStore.Read(found.Bytes, options.Limits);
        var input = new AssetInput(asset, layout, companions.Fragments, found.Detached) { Collection = companions.Collection };
        var result = StoreValidator.Validate(store, input, options, null, cancel);
        var other = options.WithOtherPolicy ? StoreValidator.Validate(store, input, options with { Policy = Other(options.Policy) }, result.Content, cancel) : null;
        var identities = store.Active is { } active ? IdentityReader.Read(active, options, cancel) : [];
        return Report(layout, found.Place, links.FirstOrDefault(ProvenanceLink.IsRemote), result, identities, options) with { Residue = ResidueReader.Read(layout, [.. store.Manifests.Select(m => m.Label)], asset), OtherPolicy = other is null ? null : PolicyDifference.Of(result, other, Other(options.Policy)) };
    }

    private static ValidationPolicy Other(ValidationPolicy policy) => policy == ValidationPolicy.Strict ? ValidationPolicy.Reference : ValidationPolicy.Strict;

    private static (ReadOnlyMemory<byte> Bytes, string Place, bool Detached)? Locate(AssetLayout layout, AssetCompanions companions, ValidationOptions options) => layout.Stores switch
    {
        [] => companions.SideCar is { } sideCar ? (sideCar, "side-car", true) : null,
        // A film's update without its original, or for a purpose nobody knows, speaks for nothing.
        [{ Purpose: not "manifest" } odd] => (ReadOnlyMemory<byte>.Empty, $"{odd.Place} for the purpose “{odd.Purpose}”", false),
        [var only] => (only.Bytes, only.Place, layout.Format == AssetFormat.ManifestStore),
        // Each update of a PDF may bring a store: the last speaks for the file. Elsewhere several stores make all of them invalid (§15.5.2.1).
        _ when layout.Format == AssetFormat.Pdf => (layout.Stores[^1].Bytes, layout.Stores[^1].Place, false),
        _ => (ReadOnlyMemory<byte>.Empty, $"{layout.Stores.Count} manifest stores, where one is allowed", false),
    };

    private static ProvenanceReport Without(AssetLayout layout, string? remote, ValidationOptions options)
    {
        var state = remote is not null || layout.IsFragment ? CredentialState.Inaccessible : layout.IsUnreadable ? CredentialState.Unreadable : CredentialState.None;
        return Head(state, null, layout, options) with
        {
            RemoteUrl = remote,
            Active = remote is not null ? [Inaccessible(remote, "The asset says its manifest is kept at this address; nothing is fetched.")]
                : layout.IsFragment ? [Inaccessible("", "This is a segment of a film; its manifest lies in the initialisation segment, which was not given.")] : [],
            Damage = [.. layout.Damage.Select(d => d.Text)],
        };
    }

    private static ProvenanceReport Head(CredentialState state, StoreResult? result, AssetLayout layout, ValidationOptions options) => new()
    {
        State = state, Summary = Sentences.Summary(state, result), Format = layout.Format, Policy = options.Policy, TrustProfile = options.Trust.Name, At = options.At,
    };

    private static Status Inaccessible(string url, string text) => new(Code.ManifestInaccessible, StatusKind.Failure, url, text);

    private static ProvenanceReport Report(AssetLayout layout, string place, string? remote, StoreResult result, IReadOnlyList<IdentityReport> identities, ValidationOptions options)
    {
        ManifestReport[] manifests = [.. result.Scope.Reached.Where(m => result.Manifests.ContainsKey(m.Label)).Select(m => ManifestDescriber.Describe(m, result.Manifests[m.Label].Signature, result.Manifests[m.Label].Statuses, result.Scope))];
        var coverage = result.Binding is { Matches: true } binding ? Coverage.Of(layout, binding) : null;
        var declaration = Declaration.Of(manifests);
        var state = StateRules.Of(result, options.Policy);
        return Head(state, result, layout, options) with
        {
            Place = place,
            RemoteUrl = remote,
            Axes = [.. AxisWriter.Write(result, manifests, declaration, coverage, options), AxisWriter.Identity(identities, state)],
            Identities = identities,
            TrustWarnings = TrustProfiles.AgeWarnings(options.Trust, options.At),
            Products = manifests is [{ Signature: { Trust: not null, Signer: { } signer } }, ..] ? ConformingProducts.Find(signer.Subject) : [],
            Declaration = declaration,
            ActiveLabel = result.Store.Active?.Label,
            Manifests = manifests,
            Active = result.Active,
            Deltas = [.. result.Deltas.GroupBy(d => d.IngredientUrl!).Select(g => new IngredientDelta(g.Key, [.. g.Select(d => d.Status)]))],
            RecordedFailures = result.RecordedFailures,
            Coverage = coverage,
            Damage = [.. layout.Damage.Select(d => d.Text), .. result.Store.Damage],
        };
    }
}
