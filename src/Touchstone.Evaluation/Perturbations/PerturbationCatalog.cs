using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Evaluation.Perturbations.Sound;
using Touchstone.Media;

namespace Touchstone.Evaluation.Perturbations;

/// <summary>Every perturbation there is: an explicit list, looked up by name.</summary>
public static class PerturbationCatalog
{
    /// <summary>All, by kind of media, mild before strong.</summary>
    public static IReadOnlyList<Perturbation> All { get; } =
    [
        ImagePerturbations.Jpeg(95, harmless: true),
        ImagePerturbations.Jpeg(85, harmless: true),
        ImagePerturbations.Jpeg(75, harmless: true),
        ImagePerturbations.Jpeg(50, harmless: false),
        ImagePerturbations.WebP(90, harmless: true),
        ImagePerturbations.WebP(75, harmless: true),
        ImagePerturbations.Resize(0.9, RescaleKernel.Lanczos, harmless: true),
        ImagePerturbations.Resize(0.75, RescaleKernel.Cubic, harmless: true),
        ImagePerturbations.Resize(0.5, RescaleKernel.Lanczos, harmless: false),
        ImagePerturbations.Resize(1.5, RescaleKernel.Bilinear, harmless: true),
        SoundPerturbations.Codec("opus-32k", "libopus", ["-b:a", "32k"], ".ogg", true, "Opus at 32 kbit/s: voice messages."),
        SoundPerturbations.Codec("opus-16k", "libopus", ["-b:a", "16k"], ".ogg", false, "Opus at 16 kbit/s: calls over poor links."),
    ];

    /// <summary>The perturbation of a name, or null.</summary>
    public static Perturbation? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>Those that a finding of manipulation should survive.</summary>
    /// <param name="kind">Of this kind of media.</param>
    public static IReadOnlyList<Perturbation> HarmlessFor(MediaKind kind) => [.. All.Where(p => p.Kind == kind && p.Harmless)];
}
