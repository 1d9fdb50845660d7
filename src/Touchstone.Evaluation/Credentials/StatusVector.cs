using Touchstone.Provenance;

namespace Touchstone.Evaluation.Credentials;

/// <summary>An asset that makes a status code occur: properly signed but for one thing.</summary>
/// <param name="Code">The code (C2PA 2.2 §15.2.2).</param>
/// <param name="What">What is the matter with the asset, in a clause.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Options">What it is validated against.</param>
public sealed record StatusVector(string Code, string What, ReadOnlyMemory<byte> Asset, ValidationOptions Options)
{
    /// <summary>Failure codes that follow from the same fault.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>What belongs to the asset and lies elsewhere.</summary>
    public AssetCompanions Companions { get; init; } = AssetCompanions.None;
}
