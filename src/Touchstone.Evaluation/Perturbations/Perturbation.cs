using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Evaluation.Perturbations;

/// <summary>Processing that changes the carrier and not the message: what platforms, messengers, telephones and rooms do to a file.</summary>
/// <param name="Name">Stable name: "jpeg-q75", "resize-0.5", "opus-24k", "messenger-like".</param>
/// <param name="Kind">What it is applied to.</param>
/// <param name="Harmless">Whether a finding about manipulation should survive it; used by the verdict-stability test. See <see cref="IsHarmlessFor"/>.</param>
/// <param name="Description">What it imitates, with its parameters and their source.</param>
/// <param name="ApplyAsync">Encoded file in, encoded file out with its extension (".jpg"); null where it cannot be applied to this file or its tool is missing. Deterministic for a seed.</param>
public sealed record Perturbation(
    string Name, MediaKind Kind, bool Harmless, string Description,
    Func<PerturbationInput, CancellationToken, Task<PerturbedFile?>> ApplyAsync)
{
    /// <summary>The ffmpeg encoder it needs, or null.</summary>
    public string? Encoder { get; init; }

    /// <summary>Why it cannot be applied on this machine at all, or null: ffmpeg or its encoder is missing.</summary>
    public async Task<Fault?> UnavailableAsync(CancellationToken cancel) => Encoder is null || await Manipulations.Ffmpeg.HasEncoderAsync(Encoder, cancel) ? null
        : Fault.Absent(Codes.MakeNoEncoder, $"{Name} needs ffmpeg with the encoder {Encoder}. Install a build that has it.");

    /// <summary>
    /// Whether a finding on a question should survive: where <see cref="Harmless"/>, every question but <see cref="Question.History"/> and
    /// <see cref="Question.Provenance"/>, which ask about exactly this kind of processing and rightly answer otherwise afterwards.
    /// </summary>
    public bool IsHarmlessFor(Question question) => Harmless && question is not (Question.History or Question.Provenance);
}

/// <summary>What is perturbed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Scratch">An existing folder for temporary files.</param>
/// <param name="Seed">Seed of every chance in it.</param>
public sealed record PerturbationInput(string Path, string Scratch, ulong Seed);

/// <summary>A perturbed file.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Extension">Its extension with the dot.</param>
/// <param name="Derivation">What was done with which parameters, tools and versions, for the provenance record.</param>
public sealed record PerturbedFile(byte[] Bytes, string Extension, string Derivation);
