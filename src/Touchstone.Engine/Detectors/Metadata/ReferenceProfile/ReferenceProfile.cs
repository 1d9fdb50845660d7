using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.ReferenceProfile;

/// <summary>Holds how a file is written against profiles of known files: what is the same, what differs, and how rare that is.</summary>
/// <remarks>Source: Kee, Johnson and Farid, IEEE TIFS 6(3), 2011; Gloe, IEEE WIFS 2012; the probability as in Vovk, Gammerman and Shafer 2005. A description: it alarms at nothing.</remarks>
public sealed class ReferenceProfile : IDetector
{
    /// <inheritdoc/>
    public string Id => nameof(ReferenceProfile);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image, MediaKind.Audio, MediaKind.Video, MediaKind.Document];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(circumstances);
        if (circumstances.Profiles.Count == 0) return this.NotApplicable(Codes.NotApplicableNoProfile, "No profile of known files was given to compare it with.");
        if (!FileShape.Of(specimen, cancel).TryGet(out var shape, out var fault)) return this.Without(fault);
        // The profile the file is most like comes first; equal ones keep the order they were given in.
        var compared = circumstances.Profiles.Select(p => ProfileComparison.Of(shape, specimen.Hash.Hex, p)).OrderBy(c => c.Unseen.Count).ToList();
        return this.Measured(string.Join(" ", compared.Select(ComparisonWords.Summary))) with
        {
            Scores = [.. compared.SelectMany(Scores)],
            Observations = [.. compared.SelectMany(ComparisonWords.Observations)],
            Parameters = Parameters(compared),
        };
    }

    private static IEnumerable<Score> Scores(ProfileComparison compared) =>
    [
        new($"properties that no file of {compared.Profile.Name} has", compared.Unseen.Count, "properties", Direction.Descriptive, null),
        new($"chance of that for one more file of {compared.Profile.Name}", compared.Chance, "probability", Direction.Descriptive, null),
    ];

    private static Dictionary<string, string> Parameters(List<ProfileComparison> compared)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var one in compared)
        {
            var name = $"{one.Profile.Name} ({(one.Profile.Id.Length >= 12 ? one.Profile.Id[..12] : "not written")}, {one.Profile.References.Count} references)";
            parameters[$"{name}: references with the same value"] = string.Join("; ", one.Agreements.Select(a => $"{a.Name} {a.Files}"));
        }
        return parameters;
    }
}
