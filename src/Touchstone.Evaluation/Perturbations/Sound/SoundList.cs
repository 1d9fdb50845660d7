using System.Globalization;

namespace Touchstone.Evaluation.Perturbations.Sound;

/// <summary>The perturbations of recordings.</summary>
internal static class SoundList
{
    // G.711 passes 300 to 3,400 Hz (ITU-T G.712).
    private static readonly string[] Telephone = ["-af", "highpass=f=300:p=2,lowpass=f=3400:p=2", "-ar", "8000"];

    internal static IReadOnlyList<Perturbation> All { get; } =
    [
        Codec("mp3-128k", "libmp3lame", ["-b:a", "128k"], ".mp3", true, "MP3 at 128 kbit/s: podcasts and downloads."),
        Codec("mp3-64k", "libmp3lame", ["-b:a", "64k"], ".mp3", true, "MP3 at 64 kbit/s."),
        Codec("mp3-32k", "libmp3lame", ["-b:a", "32k"], ".mp3", false, "MP3 at 32 kbit/s."),
        Codec("aac-96k", "aac", ["-b:a", "96k"], ".m4a", true, "AAC-LC at 96 kbit/s: sound tracks of videos."),
        Codec("aac-32k", "aac", ["-b:a", "32k"], ".m4a", false, "AAC-LC at 32 kbit/s: voice memos."),
        Codec("opus-32k", "libopus", ["-b:a", "32k"], ".ogg", true, "Opus at 32 kbit/s: voice messages."),
        Codec("opus-16k", "libopus", ["-b:a", "16k"], ".ogg", false, "Opus at 16 kbit/s: calls over poor links."),
        Codec("amr-nb-12.2k", "libopencore_amrnb", ["-ar", "8000", "-b:a", "12.2k"], ".amr", false, "AMR narrow band at 12.2 kbit/s (3GPP TS 26.071): mobile calls."),
        Codec("amr-wb-23.85k", "libvo_amrwbenc", ["-ar", "16000", "-b:a", "23.85k"], ".amr", false, "AMR wide band at 23.85 kbit/s (3GPP TS 26.171): mobile calls."),
        Codec("gsm-fr", "libgsm_ms", ["-ar", "8000"], ".wav", false, "GSM full rate, 13 kbit/s (ETSI EN 300 961), in WAVE."),
        Codec("g711-mu", "pcm_mulaw", Telephone, ".wav", false, "Telephone band 300 to 3,400 Hz, 8 kHz, G.711 mu-law."),
        Codec("g711-a", "pcm_alaw", Telephone, ".wav", false, "Telephone band 300 to 3,400 Hz, 8 kHz, G.711 A-law."),
        Codec("resample-8k", "pcm_s16le", ["-ar", "8000"], ".wav", false, "Resampled to 8 kHz."),
        Codec("resample-22k", "pcm_s16le", ["-ar", "22050"], ".wav", true, "Resampled to 22,050 Hz."),
        Noise(30, true),
        Noise(20, true),
        Noise(10, false),
        Reverberation(0.3, 6, true),
        Reverberation(0.6, 0, false),
        Reverberation(1.2, -3, false),
        Gain(-6, true),
        Gain(3, true),
    ];

    private static Perturbation Codec(string name, string encoder, string[] options, string extension, bool harmless, string description) =>
        SoundPerturbations.Codec(name, encoder, options, extension, harmless, description);

    private static Perturbation Noise(int ratioDb, bool harmless) => SoundPerturbations.Filtered(
        $"noise-{ratioDb}db", harmless, $"White noise {ratioDb} dB below the recording.", (sound, chance) => (Room.AddNoise(sound.Samples, ratioDb, chance), sound.SampleRateHz));

    private static Perturbation Reverberation(double decaySeconds, double directDb, bool harmless) => SoundPerturbations.Filtered(
        string.Create(CultureInfo.InvariantCulture, $"reverb-{decaySeconds}s"), harmless,
        string.Create(CultureInfo.InvariantCulture, $"A room with RT60 {decaySeconds} s, direct sound {directDb:+0;-0;0} dB over the decay; exponentially decaying noise (Polack 1988)."),
        (sound, chance) => (Room.Reverberate(sound.Samples, Room.Response(sound.SampleRateHz, decaySeconds, directDb, chance)), sound.SampleRateHz));

    private static Perturbation Gain(int db, bool harmless) => SoundPerturbations.Filtered(
        string.Create(CultureInfo.InvariantCulture, $"gain{db:+0;-0}db"), harmless, string.Create(CultureInfo.InvariantCulture, $"Level {db:+0;-0} dB, clipped at full scale."),
        (sound, _) => (Array.ConvertAll(sound.Samples, s => Math.Clamp(s * (float)Math.Pow(10, db / 20.0), -1, 1)), sound.SampleRateHz));
}
