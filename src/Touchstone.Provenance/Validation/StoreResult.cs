using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>A status and the ingredient assertion through which its manifest was reached; null for the active manifest.</summary>
internal sealed record PlacedStatus(Status Status, string? IngredientUrl);

/// <summary>What the validation of a whole store found.</summary>
internal sealed record StoreResult
{
    internal required ManifestStore Store { get; init; }

    internal required ValidationScope Scope { get; init; }

    /// <summary>Every reached manifest by label.</summary>
    internal required IReadOnlyDictionary<string, ManifestResult> Manifests { get; init; }

    /// <summary>Every ingredient reference in the order walked.</summary>
    internal required IReadOnlyList<IngredientResult> Ingredients { get; init; }

    /// <summary>Statuses of the active manifest with its binding.</summary>
    internal required IReadOnlyList<Status> Active { get; init; }

    /// <summary>Statuses of the history that no ingredient assertion recorded already (§15.11.3.3).</summary>
    internal required IReadOnlyList<PlacedStatus> Deltas { get; init; }

    /// <summary>Failures of the history that signers recorded when they took the ingredients in.</summary>
    internal required IReadOnlyList<Status> RecordedFailures { get; init; }

    /// <summary>Statuses of the content's check, which are among those of the active manifest.</summary>
    internal required ContentResult Content { get; init; }

    /// <summary>The binding of the asset, or null where no hard binding could be found.</summary>
    internal BindingReport? Binding => Content.Binding;

}

/// <summary>What the check of the content found.</summary>
/// <param name="Binding">What the hard binding's check found, or null without one.</param>
/// <param name="Statuses">Statuses of the check.</param>
/// <param name="Manifest">Label of the manifest whose binding it is, where its claim lists the binding with its hash; null where anybody can have written the binding.</param>
internal sealed record ContentResult(BindingReport? Binding, IReadOnlyList<Status> Statuses, string? Manifest = null);

/// <summary>A step of the walk through the history: into the ingredient of a manifest.</summary>
/// <param name="Path">Labels from the active manifest to the one that has the ingredient.</param>
/// <param name="Recorded">What the ingredient assertion says was found when it was taken in.</param>
/// <param name="Above">The step before, or null.</param>
internal sealed record WalkStep(IReadOnlyList<string> Path, HashSet<(string Code, string Url, StatusKind Kind)> Recorded, WalkStep? Above)
{
    /// <summary>Whether a signer on the way here recorded a status: only of what lies below it, so that no manifest excuses itself.</summary>
    internal bool Knows(Status status)
    {
        var label = JumbfUri.ManifestLabel(status.Url);
        for (var step = this; step is not null; step = step.Above)
            if (step.Recorded.Contains((status.Code, status.Url, status.Kind)) && (label is null || !step.Path.Contains(label))) return true;
        return false;
    }
}
