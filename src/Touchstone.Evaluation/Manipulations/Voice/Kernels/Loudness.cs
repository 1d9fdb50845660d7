using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Voice.Kernels;

/// <summary>Level of a recording, and what is too short or too quiet to be changed.</summary>
internal static class Loudness
{
    private const double LeastSeconds = 1;
    private const double LeastLevel = 1e-4;

    /// <summary>Root mean square.</summary>
    internal static double Level(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (var s in samples) sum += (double)s * s;
        return Math.Sqrt(sum / Math.Max(1, samples.Length));
    }

    /// <summary>Brings samples to a recording's level, in place; clipped at full scale.</summary>
    internal static float[] Match(float[] samples, ReadOnlySpan<float> reference)
    {
        var gain = (float)(Level(reference) / Math.Max(1e-9, Level(samples)));
        for (var i = 0; i < samples.Length; i++) samples[i] = Math.Clamp(gain * samples[i], -1, 1);
        return samples;
    }

    /// <summary>Why a recording is not suitable, or null.</summary>
    internal static Fault? Refuse(float[] samples, int sampleRateHz)
    {
        if (samples.Length < LeastSeconds * sampleRateHz)
            return Fault.Absent(Codes.NotApplicableTooSmall, $"The recording lasts {(double)samples.Length / sampleRateHz:0.00} s; this manipulation needs {LeastSeconds:0} s. Give a longer one.");
        return Level(samples) >= LeastLevel ? null : Fault.Absent(Codes.NotApplicableNoTrace, "The recording is silent. Give one with speech.");
    }
}
