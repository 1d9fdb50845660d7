using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class WaveFake
{
    internal static Layout Layout { get; } = new("wavefake", "WaveFake",
        "generated_audio/{ljspeech_melgan,ljspeech_hifiGAN,jsut_parallel_wavegan,…}/*_gen.wav, and the recordings they were made of: LJSpeech-1.1/wavs/*.wav, jsut_ver1.1/basic5000/wav/*.wav.",
        "Frank & Schönherr 2021; zenodo.org/records/5642694", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        foreach (var file in folder.Sounds)
        {
            var parts = file.Split('/');
            var utterance = LayoutFolder.Stem(file);
            if (utterance.EndsWith("_gen", StringComparison.Ordinal)) utterance = utterance[..^4];
            if (utterance.EndsWith("_generated", StringComparison.Ordinal)) utterance = utterance[..^10];
            var generated = parts.Length >= 2 && (parts[0] == "generated_audio" || SpeakerOf(parts[^2]) is not null) ? parts[^2] : null;
            var speaker = generated is null ? SpeakerOf(file) : SpeakerOf(generated) ?? "ljspeech";
            if (speaker is null) continue;
            // The copy and what it was made of say the same sentence with the same voice.
            yield return LayoutFolder.With(folder.Entry(file, generated is null ? null : "vocoder", Question.VoiceSynthetic), ("generator", generated ?? "")) with { Label = generated is null ? "bonafide" : "spoof", Subject = speaker, Session = $"{speaker}:{utterance}" };
        }
    }

    // Folders of generators are called by voice and vocoder: ljspeech_melgan.
    private static string? SpeakerOf(string name) =>
        name.StartsWith("ljspeech_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("LJSpeech-", StringComparison.OrdinalIgnoreCase) || name.Contains("/LJ0", StringComparison.Ordinal) || name.EndsWith("_ljspeech", StringComparison.OrdinalIgnoreCase) ? "ljspeech"
        : name.StartsWith("jsut", StringComparison.OrdinalIgnoreCase) ? "jsut" : null;
}
