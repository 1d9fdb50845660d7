using System.Globalization;
using Touchstone.Evaluation.Manipulations.Voice.Kernels;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Voice;

/// <summary>Another vocal tract with the same pitch: the spectrum divided by its linear-prediction envelope and multiplied by the stretched one.</summary>
internal static class FormantShift
{
    // More than this would only lift noise between formants.
    private const float MostGain = 12;

    /// <summary>Formants moved by a factor of 0.78 to 0.92 or 1.09 to 1.28.</summary>
    internal static View<EditedVoice> Apply(VoiceEdit edit)
    {
        if (Loudness.Refuse(edit.Target, edit.SampleRateHz) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var factor = Math.Round(Math.Exp((edit.Chance.NextInt(2) == 0 ? -1 : 1) * (0.085 + 0.16 * edit.Chance.NextUnit())), 4);
        var samples = Loudness.Match(Shift(edit.Target, edit.SampleRateHz, factor, edit.Cancel), edit.Target);
        return View<EditedVoice>.Of(new EditedVoice(samples, [new SampleInterval(0, samples.Length)], new Dictionary<string, string> { ["formant_factor"] = factor.ToString(CultureInfo.InvariantCulture) }), "formants shifted");
    }

    /// <summary>The recording with its spectral envelope stretched along frequency.</summary>
    internal static float[] Shift(float[] samples, int sampleRateHz, double factor, CancellationToken cancel)
    {
        var transform = new ShortTimeFourier(sampleRateHz);
        var (sum, weight) = (new float[samples.Length], new float[samples.Length]);
        float[] frame = new float[transform.Frame], real = new float[transform.Bins], imaginary = new float[transform.Bins], envelope = new float[transform.Bins], r = new float[transform.Bins], i = new float[transform.Bins];
        var a = new float[LinearPrediction.OrderFor(sampleRateHz) + 1];
        for (var f = 0; f < transform.Frames(samples.Length); f++)
        {
            cancel.ThrowIfCancellationRequested();
            transform.Forward(samples, f, frame, real, imaginary);
            if (LinearPrediction.Solve(frame, a) > 0)
            {
                transform.Spectrum(a, frame, r, i);
                for (var k = 0; k < envelope.Length; k++) envelope[k] = 1 / MathF.Sqrt(r[k] * r[k] + i[k] * i[k] + 1e-9f);
                for (var k = 0; k < envelope.Length; k++)
                {
                    var gain = Math.Clamp(At(envelope, k / factor) / envelope[k], 1 / MostGain, MostGain);
                    real[k] *= gain;
                    imaginary[k] *= gain;
                }
            }
            transform.Inverse(real, imaginary, f, (sum, weight), frame);
        }
        return ShortTimeFourier.Finish((sum, weight));
    }

    private static float At(float[] envelope, double bin)
    {
        var k = Math.Min(envelope.Length - 1, (int)bin);
        return float.Lerp(envelope[k], envelope[Math.Min(envelope.Length - 1, k + 1)], (float)Math.Min(1, bin - k));
    }
}
