using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Perturbations.Sound;

/// <summary>Builds perturbations of recordings: mono samples are decoded under limits, changed, and encoded without metadata.</summary>
internal static class SoundPerturbations
{
    /// <summary>A lossy codec at a bit rate; the file stays in that codec.</summary>
    internal static Perturbation Codec(string name, string encoder, string[] options, string extension, bool harmless, string description) => new(
        name, MediaKind.Audio, harmless, description, async (input, cancel) =>
        {
            if (Samples(input, cancel) is not { } sound) return null;
            var path = Path.Combine(input.Scratch, $"{name}-{input.Seed}-{Guid.NewGuid():N}{extension}");
            try
            {
                return await SoundFile.EncodeAsync(sound.Samples, sound.SampleRateHz, ["-c:a", encoder, .. options], path, cancel) is { } bytes
                    ? new PerturbedFile(bytes, extension, $"{name}; mono; ffmpeg {await Ffmpeg.VersionAsync(cancel)} -c:a {encoder} {string.Join(' ', options)}") : null;
            }
            finally
            {
                File.Delete(path);
            }
        }) { Encoder = encoder };

    /// <summary>A change of the samples; saved as WAVE, 16 bit.</summary>
    internal static Perturbation Filtered(string name, bool harmless, string description, Func<AudioSignal, Seeded, (float[] Samples, int SampleRateHz)?> filter) => new(
        name, MediaKind.Audio, harmless, description + " Saved as WAVE, 16 bit, mono.", (input, cancel) =>
        {
            var changed = Samples(input, cancel) is { } sound ? filter(sound, new Seeded(input.Seed)) : null;
            return Task.FromResult(changed is { } c ? new PerturbedFile(WavWriter.Write(c.Samples, c.SampleRateHz), ".wav", $"{name}; WAVE 16 bit, {c.SampleRateHz} Hz, mono") : null);
        });

    private static AudioSignal? Samples(PerturbationInput input, CancellationToken cancel) => SoundFile.Load(input.Path, cancel).Value is { Samples.Length: > 0 } sound ? sound : null;
}
