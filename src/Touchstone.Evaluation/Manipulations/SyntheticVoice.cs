using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>A voice no person has: a glottal pulse train through formant resonators (source–filter synthesis, Klatt 1980, cascade branch).</summary>
public static class SyntheticVoice
{
    /// <summary>Samples per second.</summary>
    public const int SampleRateHz = 16000;

    // Formant frequencies and bandwidths in Hz of five vowels for an average adult (Peterson & Barney 1952).
    private static readonly double[][] Vowels =
    [
        [730, 90, 1090, 110, 2440, 170],
        [270, 60, 2290, 100, 3010, 170],
        [300, 60, 870, 90, 2240, 170],
        [530, 70, 1840, 100, 2480, 170],
        [570, 80, 840, 90, 2410, 170],
    ];

    /// <summary>Speech-like vowels with pauses over room noise; full scale = ±1.</summary>
    /// <param name="seconds">Length.</param>
    /// <param name="seed">Seed of melody, order and noise.</param>
    /// <param name="noiseLevel">Root mean square of the room noise, full scale = 1.</param>
    public static float[] Speak(double seconds, ulong seed, double noiseLevel = 0.002)
    {
        var chance = new Seeded(seed);
        var samples = new float[(int)(seconds * SampleRateHz)];
        for (var at = SampleRateHz / 5; at < samples.Length;)
        {
            var length = Math.Min((int)((0.14 + 0.16 * chance.NextUnit()) * SampleRateHz), samples.Length - at);
            var pitchHz = 105 + 30 * chance.NextUnit();
            Syllable(samples.AsSpan(at, length), Vowels[chance.NextInt(Vowels.Length)], pitchHz);
            var pause = chance.NextInt(5) == 0 ? 0.35 : 0.05;
            at += length + (int)(pause * SampleRateHz);
        }
        for (var i = 0; i < samples.Length; i++) samples[i] += (float)(noiseLevel * chance.NextNormal());
        return samples;
    }

    private static void Syllable(Span<float> samples, double[] formants, double pitchHz)
    {
        double phase = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            // A falling pitch and a rounded envelope: one syllable.
            phase += pitchHz * (1.05 - 0.15 * i / samples.Length) / SampleRateHz;
            phase -= Math.Floor(phase);
            var glottal = phase < 0.6 ? Math.Sin(Math.PI * phase / 0.6) : 0;
            samples[i] = (float)(glottal - 0.38);
        }
        for (var f = 0; f < formants.Length; f += 2) Resonate(samples, formants[f], formants[f + 1]);
        float peak = 1e-9f;
        foreach (var s in samples) peak = MathF.Max(peak, MathF.Abs(s));
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= 0.4f / peak * MathF.Sin(MathF.PI * (i + 0.5f) / samples.Length);
    }

    /// <summary>Second-order resonator: y = a·x + b·y₁ + c·y₂ (Klatt 1980, eq. 1–3).</summary>
    private static void Resonate(Span<float> samples, double frequencyHz, double bandwidthHz)
    {
        var c = -Math.Exp(-2 * Math.PI * bandwidthHz / SampleRateHz);
        var b = 2 * Math.Exp(-Math.PI * bandwidthHz / SampleRateHz) * Math.Cos(2 * Math.PI * frequencyHz / SampleRateHz);
        var a = 1 - b - c;
        double y1 = 0, y2 = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var y = a * samples[i] + b * y1 + c * y2;
            y2 = y1;
            y1 = y;
            samples[i] = (float)y;
        }
    }
}
