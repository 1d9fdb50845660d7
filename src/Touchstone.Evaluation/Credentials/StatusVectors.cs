namespace Touchstone.Evaluation.Credentials;

/// <summary>A vector for every status code of C2PA 2.2 §15.2.2 that can occur without a network.</summary>
public static class StatusVectors
{
    /// <summary>Codes that no vector can make occur here, and why.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        ["algorithm.deprecated"] = "the lists of deprecated algorithms of C2PA 2.2 §13.1 and §13.2.1 are empty",
        ["assertion.accessible"] = "needs a network: nothing is fetched here",
        ["assertion.inaccessible"] = "needs a network: nothing is fetched here",
        ["signingCredential.ocsp.inaccessible"] = "needs a network: nothing is fetched here",
    };

    /// <summary>Makes the vectors.</summary>
    /// <param name="at">The time they are signed and validated at.</param>
    public static IReadOnlyList<StatusVector> Make(DateTimeOffset at)
    {
        var kit = new VectorKit(at);
        return [.. ClaimVectors.All(kit), .. AssertionVectors.All(kit), .. IngredientVectors.All(kit), .. BindingVectors.All(kit), .. SignatureVectors.All(kit)];
    }
}
