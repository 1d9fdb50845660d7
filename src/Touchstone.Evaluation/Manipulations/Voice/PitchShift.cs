using System.Globalization;
using Touchstone.Evaluation.Manipulations.Voice.Kernels;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Voice;

/// <summary>Another pitch with the same formants and length: pitch-synchronous overlap-add (TD-PSOLA; Moulines &amp; Charpentier, Speech Communication 9, 1990).</summary>
internal static class PitchShift
{
    private const double UnvoicedSeconds = 0.008;

    /// <summary>Up or down by 2 to 5 semitones.</summary>
    internal static View<EditedVoice> Apply(VoiceEdit edit)
    {
        if (Loudness.Refuse(edit.Target, edit.SampleRateHz) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var semitones = Math.Round((edit.Chance.NextInt(2) == 0 ? -1 : 1) * (2 + 3 * edit.Chance.NextUnit()), 2);
        var factor = Math.Pow(2, semitones / 12);
        var samples = Loudness.Match(Shift(edit.Target, edit.SampleRateHz, factor, edit.Cancel), edit.Target);
        return View<EditedVoice>.Of(new EditedVoice(samples, [new SampleInterval(0, samples.Length)], new Dictionary<string, string>
        {
            ["semitones"] = semitones.ToString(CultureInfo.InvariantCulture), ["pitch_factor"] = factor.ToString("0.0000", CultureInfo.InvariantCulture),
        }), "pitch shifted");
    }

    /// <summary>The recording with every voiced period divided by a factor.</summary>
    internal static float[] Shift(float[] samples, int sampleRateHz, double factor, CancellationToken cancel)
    {
        var marks = Marks(samples, sampleRateHz);
        float[] sum = new float[samples.Length], weight = new float[samples.Length];
        var nearest = 0;
        for (double at = marks[0].At; at < samples.Length;)
        {
            cancel.ThrowIfCancellationRequested();
            while (nearest + 1 < marks.Count && Math.Abs(marks[nearest + 1].At - at) <= Math.Abs(marks[nearest].At - at)) nearest++;
            var mark = marks[nearest];
            Add(samples, mark.At, (int)Math.Round(at), (int)Math.Ceiling(mark.Period), sum, weight);
            // The distance to the next mark, not the tracked period: with a factor of one the recording comes back.
            var step = nearest + 1 < marks.Count ? marks[nearest + 1].At - mark.At : mark.Period;
            at += mark.Voiced ? step / factor : step;
        }
        for (var i = 0; i < sum.Length; i++) sum[i] = weight[i] > 0.1f ? sum[i] / weight[i] : sum[i];
        return sum;
    }

    // Two periods around the mark under a Hann window.
    private static void Add(float[] samples, int from, int to, int period, float[] sum, float[] weight)
    {
        for (var k = -period; k <= period; k++)
        {
            if ((uint)(from + k) >= (uint)samples.Length || (uint)(to + k) >= (uint)sum.Length) continue;
            var w = (float)(0.5 + 0.5 * Math.Cos(Math.PI * k / period));
            sum[to + k] += w * samples[from + k];
            weight[to + k] += w;
        }
    }

    // One mark a period at the strongest peak near where it is expected; fixed steps where not voiced.
    private static List<(int At, double Period, bool Voiced)> Marks(float[] samples, int sampleRateHz)
    {
        var periods = PitchTrack.Periods(samples, sampleRateHz);
        var hop = (int)(PitchTrack.HopSeconds * sampleRateHz);
        var sign = samples.Max() >= -samples.Min() ? 1 : -1;
        List<(int, double, bool)> marks = [];
        for (double at = 0; at < samples.Length;)
        {
            var period = periods[Math.Min(periods.Length - 1, (int)(at / hop))];
            var place = (int)at;
            if (period > 0)
                for (var i = Math.Max(0, (int)(at - 0.2 * period)); i < Math.Min(samples.Length, at + 0.2 * period); i++)
                    if (sign * samples[i] > sign * samples[place]) place = i;
            var step = period > 0 ? period : UnvoicedSeconds * sampleRateHz;
            if (marks.Count == 0 || place > marks[^1].Item1) marks.Add((place, step, period > 0));
            at = Math.Max(place, at) + step;
        }
        return marks;
    }
}
