using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Evaluation.Conditions;

/// <summary>Conditions of the sound of a recording or video.</summary>
internal static class SoundConditions
{
    private const double FrameSeconds = 0.02, HopSeconds = 0.01;
    // Frames this far below the loudest are pauses, dB; digital silence counts as this level, dBFS.
    private const double PauseBelow = 25, Silence = -100;
    private const double HighestSnr = 80;
    // The tail of a room is noise itself; over 70 ms its level is steady enough to be seen falling.
    private const int Smoothing = 3;
    // A free decay: at least so many frames (0.06 s) without a rise, over so many dB.
    private const int ShortestDecay = 6;
    private const double LeastFall = 8;
    private const int FewestDecays = 3;
    private const int Window = 2048;
    private const double BandwidthBelow = 60;

    internal static void Measure(Specimen specimen, Action<string, double> add, Action<string, string> name)
    {
        if (specimen.Audio.Value is not { } signal) return;
        name("audio-codec", signal.Codec);
        add("sample-rate", signal.SampleRateHz);
        add("duration", signal.DurationSeconds);
        add("clipping", Clipping(signal.Samples));
        add("bandwidth", Bandwidth(signal));
        double[] levels = FrameLevels(signal);
        if (levels.Length == 0) return;
        add("level", Level(levels));
        add("snr", Snr(levels));
        add("reverberation", Reverberation(levels));
    }

    /// <summary>Power of frames of 20 ms every 10 ms, dBFS.</summary>
    internal static double[] FrameLevels(AudioSignal signal)
    {
        var (frame, hop) = ((int)(FrameSeconds * signal.SampleRateHz), (int)(HopSeconds * signal.SampleRateHz));
        var levels = new double[Math.Max(0, (signal.Samples.Length - frame) / hop + 1)];
        for (var f = 0; f < levels.Length; f++)
        {
            var samples = signal.Samples.AsSpan(f * hop, frame);
            double mean = 0, power = 0;
            foreach (var s in samples) mean += s;
            mean /= frame;
            foreach (var s in samples) power += (s - mean) * (s - mean);
            levels[f] = Math.Max(Silence, 10 * Math.Log10(power / frame + 1e-12));
        }
        return levels;
    }

    internal static double Level(double[] levels)
    {
        var loudest = levels.Max();
        return Decibels(levels.Where(l => l > loudest - PauseBelow).Average(Power));
    }

    /// <summary>Sounding frames over the quietest tenth, dB; NaN where there is only silence or no pause and no sound can be told apart.</summary>
    internal static double Snr(double[] levels)
    {
        double[] sorted = [.. levels.Order()];
        var noise = sorted.Take(Math.Max(1, sorted.Length / 10)).Average(Power);
        var sound = Power(Level(levels));
        return sorted[^1] <= Silence ? double.NaN : Math.Min(HighestSnr, Decibels(Math.Max(sound - noise, 1e-12) / noise));
    }

    /// <summary>Median time for 60 dB over the free decays, seconds; NaN where there are too few.</summary>
    internal static double Reverberation(double[] levels)
    {
        // What lies in the noise does not decay; 3 dB above the quietest tenth is the end of every decay.
        double[] sorted = [.. levels.Order()];
        var floor = Decibels(sorted.Take(Math.Max(1, sorted.Length / 10)).Average(Power)) + 3;
        var times = new List<double>();
        levels = Smoothed(levels);
        for (var start = 0; start < levels.Length - 1;)
        {
            var end = start;
            while (end + 1 < levels.Length && levels[end + 1] < levels[end] && levels[end + 1] > floor) end++;
            if (end - start >= ShortestDecay && levels[start] - levels[end] >= LeastFall)
                times.Add(60 / -Slope(levels.AsSpan(start, end - start + 1)));
            start = Math.Max(end, start + 1);
        }
        times.Sort();
        return times.Count < FewestDecays ? double.NaN : Math.Min(10, times[times.Count / 2]);
    }

    /// <summary>Highest frequency within 60 dB of the strongest of the mean spectrum, hertz; NaN where there is less than one window.</summary>
    internal static double Bandwidth(AudioSignal signal)
    {
        if (signal.Samples.Length < Window) return double.NaN;
        var plan = new Fft(Window);
        var (mean, power, windowed) = (new double[plan.RealBins], new float[plan.RealBins], new float[Window]);
        for (var start = 0; start + Window <= signal.Samples.Length; start += Window / 2)
        {
            for (var i = 0; i < Window; i++) windowed[i] = signal.Samples[start + i] * (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Window));
            plan.Power(windowed, power);
            for (var k = 0; k < mean.Length; k++) mean[k] += power[k];
        }
        var limit = mean.Max() * Power(-BandwidthBelow);
        var highest = Array.FindLastIndex(mean, p => p > limit && p > 0);
        return highest < 0 ? double.NaN : (double)highest * signal.SampleRateHz / Window;
    }

    internal static double Clipping(float[] samples)
    {
        float peak = 0;
        foreach (var s in samples) peak = Math.Max(peak, Math.Abs(s));
        if (peak < 0.1f) return 0;
        var (clipped, run) = (0L, 0);
        for (var i = 0; i <= samples.Length; i++)
        {
            if (i < samples.Length && Math.Abs(samples[i]) >= 0.999f * peak && (run == 0 || Math.Sign(samples[i]) == Math.Sign(samples[i - 1])))
            {
                run++;
                continue;
            }
            if (run >= 3) clipped += run;
            run = 0;
        }
        return (double)clipped / Math.Max(1, samples.Length);
    }

    private static double[] Smoothed(double[] levels) =>
        [.. Enumerable.Range(0, levels.Length).Select(i => levels[Math.Max(0, i - Smoothing)..Math.Min(levels.Length, i + Smoothing + 1)].Average())];

    // Decibels per second by least squares.
    private static double Slope(ReadOnlySpan<double> levels)
    {
        var middle = (levels.Length - 1) / 2.0;
        double over = 0, under = 0;
        for (var i = 0; i < levels.Length; i++)
        {
            over += (i - middle) * levels[i];
            under += (i - middle) * (i - middle);
        }
        return over / under / HopSeconds;
    }

    private static double Power(double decibels) => Math.Pow(10, decibels / 10);

    private static double Decibels(double power) => 10 * Math.Log10(power);
}
