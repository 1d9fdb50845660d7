using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>What the checks of one manifest found, whoever refers to it; content bindings apart.</summary>
internal sealed record ManifestResult(Manifest Manifest, SignatureReport? Signature, IReadOnlyList<Status> Statuses);

/// <summary>What the check of one ingredient reference found.</summary>
/// <param name="From">The manifest that has the ingredient.</param>
/// <param name="Ingredient">The ingredient.</param>
/// <param name="Target">The ingredient's manifest, or null where it has none or it is missing.</param>
/// <param name="Statuses">Statuses of the reference itself.</param>
internal sealed record IngredientResult(Manifest From, Ingredient Ingredient, Manifest? Target, IReadOnlyList<Status> Statuses);
