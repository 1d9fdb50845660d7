using System.Globalization;
using Touchstone.Evaluation.Manipulations.Voice.Kernels;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Voice;

/// <summary>Copy-synthesis from a mel spectrogram: 80 bands as neural vocoders take them, phases found again by iteration (Griffin &amp; Lim, IEEE ASSP 32, 1984).</summary>
internal static class GriffinLim
{
    private const int Bands = 80, Iterations = 32;

    /// <summary>The whole recording reduced to mel bands and built again.</summary>
    internal static View<EditedVoice> Apply(VoiceEdit edit)
    {
        if (Loudness.Refuse(edit.Target, edit.SampleRateHz) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var samples = Loudness.Match(Resynthesise(edit.Target, edit.SampleRateHz, edit.Chance, edit.Cancel), edit.Target);
        return View<EditedVoice>.Of(new EditedVoice(samples, [new SampleInterval(0, samples.Length)], new Dictionary<string, string> { ["mel_bands"] = $"{Bands}", ["iterations"] = Iterations.ToString(CultureInfo.InvariantCulture) }), "copied through mel bands");
    }

    private static float[] Resynthesise(float[] samples, int sampleRateHz, Seeded chance, CancellationToken cancel)
    {
        var transform = new ShortTimeFourier(sampleRateHz);
        var (frames, bins) = (transform.Frames(samples.Length), transform.Bins);
        float[] real = new float[frames * bins], imaginary = new float[frames * bins], work = new float[transform.Frame];
        for (var f = 0; f < frames; f++) transform.Forward(samples, f, work, real.AsSpan(f * bins, bins), imaginary.AsSpan(f * bins, bins));
        var magnitudes = ThroughMel(real, imaginary, bins, (double)sampleRateHz / transform.Frame);
        for (var i = 0; i < magnitudes.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * chance.NextUnit());
            (real[i], imaginary[i]) = ((float)(magnitudes[i] * cos), (float)(magnitudes[i] * sin));
        }
        var output = new float[samples.Length];
        for (var iteration = 0; ; iteration++)
        {
            cancel.ThrowIfCancellationRequested();
            var sums = (new float[samples.Length], new float[samples.Length]);
            for (var f = 0; f < frames; f++) transform.Inverse(real.AsSpan(f * bins, bins), imaginary.AsSpan(f * bins, bins), f, sums, work);
            output = ShortTimeFourier.Finish(sums);
            if (iteration == Iterations) return output;
            for (var f = 0; f < frames; f++)
            {
                var r = real.AsSpan(f * bins, bins);
                var i = imaginary.AsSpan(f * bins, bins);
                transform.Forward(output, f, work, r, i);
                for (var k = 0; k < bins; k++)
                {
                    var scale = magnitudes[f * bins + k] / MathF.Max(1e-9f, MathF.Sqrt(r[k] * r[k] + i[k] * i[k]));
                    (r[k], i[k]) = (r[k] * scale, i[k] * scale);
                }
            }
        }
    }

    // Each bin's power becomes the interpolation of the mean powers of the two triangular bands it lies in (mel scale of O'Shaughnessy 1987).
    private static float[] ThroughMel(float[] real, float[] imaginary, int bins, double binHz)
    {
        var weights = Weights(bins, binHz);
        var magnitudes = new float[real.Length];
        var (power, total) = (new double[Bands], new double[Bands]);
        for (var k = 0; k < bins; k++)
            foreach (var (band, w) in weights[k]) total[band] += w;
        for (var f = 0; f < real.Length; f += bins)
        {
            Array.Clear(power);
            for (var k = 0; k < bins; k++)
                foreach (var (band, w) in weights[k]) power[band] += w * ((double)real[f + k] * real[f + k] + (double)imaginary[f + k] * imaginary[f + k]);
            for (var k = 0; k < bins; k++)
            {
                double value = 0;
                foreach (var (band, w) in weights[k]) value += w * power[band] / Math.Max(1e-9, total[band]);
                magnitudes[f + k] = (float)Math.Sqrt(value);
            }
        }
        return magnitudes;
    }

    private static (int Band, double Weight)[][] Weights(int bins, double binHz)
    {
        static double Mel(double hz) => 2595 * Math.Log10(1 + hz / 700);
        var step = Mel((bins - 1) * binHz) / (Bands + 1);
        return [.. Enumerable.Range(0, bins).Select(k =>
        {
            var place = Mel(k * binHz) / step - 1;
            var band = (int)Math.Floor(place);
            return ((int, double)[])[.. new (int Band, double Weight)[] { (band, 1 - (place - band)), (band + 1, place - band) }.Where(w => w.Band is >= 0 and < Bands && w.Weight > 0)];
        })];
    }
}
