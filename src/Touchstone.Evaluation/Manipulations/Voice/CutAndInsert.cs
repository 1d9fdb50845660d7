using System.Globalization;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Voice;

/// <summary>Cuts of recordings: a part replaced from another recording, a part repeated elsewhere, a part taken out.</summary>
internal static class CutAndInsert
{
    private const double LeastSeconds = 1.2;
    private const double LeastPartSeconds = 0.25, MostPartSeconds = 0.9;
    private const double MarginSeconds = 0.2;
    // Hard cuts, and the cross-fades that editors offer by default.
    private static readonly double[] FadesMs = [0, 0, 5, 10, 20];

    /// <summary>A part of another recording put over a part of this one, brought to its level; the length stays.</summary>
    internal static View<EditedVoice> Replace(VoiceEdit edit)
    {
        var donor = edit.Donor ?? throw new ArgumentException("A replacement needs a donor.", nameof(edit));
        if ((Refuse(edit.Target, edit.SampleRateHz) ?? Refuse(donor, edit.SampleRateHz)) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var length = PartLength(edit, Math.Min(edit.Target.Length, donor.Length));
        return Put(edit, donor, Within(edit, donor.Length, length), Within(edit, edit.Target.Length, length), length);
    }

    /// <summary>A part of the recording put over another part of itself; the length stays.</summary>
    internal static View<EditedVoice> Repeat(VoiceEdit edit)
    {
        if (Refuse(edit.Target, edit.SampleRateHz) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var length = PartLength(edit, edit.Target.Length);
        var (from, to) = (Within(edit, edit.Target.Length, length), Within(edit, edit.Target.Length, length));
        for (var attempt = 0; Math.Abs(from - to) < length; attempt++)
        {
            if (attempt == 50) return View<EditedVoice>.Missing(TooShort(edit.Target.Length, edit.SampleRateHz));
            (length, from, to) = (Math.Max((int)(LeastPartSeconds * edit.SampleRateHz), length * 9 / 10), Within(edit, edit.Target.Length, length), Within(edit, edit.Target.Length, length));
        }
        return Put(edit, edit.Target, from, to, length);
    }

    /// <summary>A part taken out and the ends joined; the counterpart loses as much at its end.</summary>
    internal static View<EditedVoice> Delete(VoiceEdit edit)
    {
        if (Refuse(edit.Target, edit.SampleRateHz) is { } refusal) return View<EditedVoice>.Missing(refusal);
        var length = PartLength(edit, edit.Target.Length);
        var at = Within(edit, edit.Target.Length, length);
        var fadeMs = FadesMs[edit.Chance.NextInt(FadesMs.Length)];
        var fade = (int)(fadeMs * edit.SampleRateHz / 1000);
        // The fade overlaps the last samples before the cut with the last of the part that is taken out.
        float[] joined = [.. edit.Target.AsSpan(0, at), .. edit.Target.AsSpan(at + length)];
        for (var i = 0; i < fade; i++)
        {
            var (a, b) = Fade(i, fade);
            joined[at - fade + i] = a * edit.Target[at - fade + i] + b * edit.Target[at + length - fade + i];
        }
        var parameters = Parameters(edit, length, fadeMs);
        parameters["at_s"] = Seconds(at, edit);
        return View<EditedVoice>.Of(new EditedVoice(joined, [new SampleInterval(at - fade, at)], parameters) { Counterpart = edit.Target[..joined.Length] }, "a part taken out");
    }

    private static View<EditedVoice> Put(VoiceEdit edit, float[] donor, int from, int to, int length)
    {
        var fadeMs = FadesMs[edit.Chance.NextInt(FadesMs.Length)];
        var fade = (int)(fadeMs * edit.SampleRateHz / 1000);
        var samples = (float[])edit.Target.Clone();
        var gain = ReferenceEquals(donor, edit.Target) ? 1 : Level(edit.Target) / Level(donor);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = i < fade ? Fade(i, fade) : i >= length - fade ? Fade(length - 1 - i, fade) : (0, 1);
            samples[to + i] = Math.Clamp(a * edit.Target[to + i] + b * (float)gain * donor[from + i], -1, 1);
        }
        var parameters = Parameters(edit, length, fadeMs);
        parameters["from_s"] = Seconds(from, edit);
        parameters["at_s"] = Seconds(to, edit);
        parameters["gain_db"] = (20 * Math.Log10(gain)).ToString("0.00", CultureInfo.InvariantCulture);
        return View<EditedVoice>.Of(new EditedVoice(samples, [new SampleInterval(to, to + length)], parameters), "a part put over another");
    }

    // Equal power: the two sides of a cut are not correlated.
    private static (float Old, float New) Fade(int i, int fade)
    {
        var (sin, cos) = Math.SinCos(Math.PI / 2 * (i + 0.5) / fade);
        return ((float)cos, (float)sin);
    }

    // Mean square of the louder half of 20 ms frames: speech, not pauses.
    private static double Level(float[] samples)
    {
        double[] frames = [.. samples.Chunk(320).Select(c => c.Average(s => (double)s * s)).OrderDescending()];
        return Math.Sqrt(frames.Take(Math.Max(1, frames.Length / 2)).Average() + 1e-12);
    }

    private static int PartLength(VoiceEdit edit, int room)
    {
        var most = Math.Min(MostPartSeconds, 0.4 * room / edit.SampleRateHz);
        return (int)((LeastPartSeconds + Math.Max(0, most - LeastPartSeconds) * edit.Chance.NextUnit()) * edit.SampleRateHz);
    }

    private static int Within(VoiceEdit edit, int room, int length)
    {
        var margin = (int)(MarginSeconds * edit.SampleRateHz);
        return margin + edit.Chance.NextInt(room - length - 2 * margin);
    }

    private static Fault? Refuse(float[] samples, int sampleRateHz) => samples.Length >= LeastSeconds * sampleRateHz ? null : TooShort(samples.Length, sampleRateHz);

    private static Fault TooShort(int samples, int sampleRateHz) =>
        Fault.Absent(Codes.NotApplicableTooSmall, $"The recording lasts {(double)samples / sampleRateHz:0.00} s; this manipulation needs {LeastSeconds:0.0} s. Give a longer one.");

    private static Dictionary<string, string> Parameters(VoiceEdit edit, int length, double fadeMs) => new()
    {
        ["length_s"] = Seconds(length, edit),
        ["fade_ms"] = fadeMs.ToString(CultureInfo.InvariantCulture),
    };

    private static string Seconds(int samples, VoiceEdit edit) => ((double)samples / edit.SampleRateHz).ToString("0.0000", CultureInfo.InvariantCulture);
}
