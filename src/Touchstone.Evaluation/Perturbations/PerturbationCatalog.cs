using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Evaluation.Perturbations.Sound;
using Touchstone.Evaluation.Perturbations.Video;
using Touchstone.Media;

namespace Touchstone.Evaluation.Perturbations;

/// <summary>Every perturbation there is: explicit lists, looked up by name.</summary>
public static class PerturbationCatalog
{
    /// <summary>All, by kind of media, mild before strong.</summary>
    public static IReadOnlyList<Perturbation> All { get; } = [.. ImageList.All, .. SoundList.All, .. VideoList.All];

    /// <summary>The perturbation of a name, or null.</summary>
    public static Perturbation? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>Those that a finding of manipulation should survive.</summary>
    /// <param name="kind">Of this kind of media.</param>
    public static IReadOnlyList<Perturbation> HarmlessFor(MediaKind kind) => [.. All.Where(p => p.Kind == kind && p.Harmless)];
}
