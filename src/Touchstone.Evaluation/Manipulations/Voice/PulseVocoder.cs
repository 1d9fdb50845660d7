using Touchstone.Evaluation.Manipulations.Voice.Kernels;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Voice;

/// <summary>Copy-synthesis by the classic linear-prediction vocoder: pulses where voiced, noise where not, through the all-pole filter (Atal &amp; Hanauer, JASA 50, 1971).</summary>
internal static class PulseVocoder
{
    /// <summary>The whole recording analysed and built again.</summary>
    internal static View<EditedVoice> Apply(VoiceEdit edit)
    {
        if (Loudness.Refuse(edit.Target, edit.SampleRateHz) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var samples = Loudness.Match(Resynthesise(edit.Target, edit.SampleRateHz, edit.Chance, edit.Cancel), edit.Target);
        return View<EditedVoice>.Of(new EditedVoice(samples, [new SampleInterval(0, samples.Length)], new Dictionary<string, string> { ["order"] = $"{LinearPrediction.OrderFor(edit.SampleRateHz)}", ["hop_ms"] = "5" }), "copied by a pulse vocoder");
    }

    private static float[] Resynthesise(float[] samples, int sampleRateHz, Seeded chance, CancellationToken cancel)
    {
        var hop = (int)(PitchTrack.HopSeconds * sampleRateHz);
        var length = (int)(0.025 * sampleRateHz);
        var order = LinearPrediction.OrderFor(sampleRateHz);
        var periods = PitchTrack.Periods(samples, sampleRateHz);
        float[] output = new float[samples.Length], a = new float[order + 1], frame = new float[length];
        double untilPulse = 0;
        for (var f = 0; f * hop < samples.Length; f++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < length; i++)
            {
                var at = f * hop + i - length / 2;
                frame[i] = (uint)at < (uint)samples.Length ? (float)(samples[at] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length))) : 0;
            }
            // A Hann window passes 3/8 of the energy.
            var deviation = Math.Sqrt(LinearPrediction.Solve(frame, a) / (0.375 * length));
            var period = periods[Math.Min(f, periods.Length - 1)];
            for (var n = f * hop; n < Math.Min(samples.Length, (f + 1) * hop); n++)
            {
                double excitation = 0;
                if (period == 0) excitation = chance.NextNormal();
                else if (--untilPulse <= 0)
                {
                    excitation = Math.Sqrt(period);
                    untilPulse += Math.Max(period, 1);
                }
                var value = deviation * excitation;
                for (var k = 1; k <= Math.Min(order, n); k++) value -= a[k] * output[n - k];
                output[n] = (float)Math.Clamp(value, -8, 8);
            }
            if (period == 0) untilPulse = 0;
        }
        return output;
    }
}
