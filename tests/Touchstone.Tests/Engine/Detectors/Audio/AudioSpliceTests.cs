using Touchstone.Engine.Detectors.Audio.AudioSplice;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Audio;

// Origin of all vectors: computed here, "speech" as bursts of shaped noise of 0.2 s with pauses of 0.12 s over a seeded background.
public sealed class AudioSpliceTests
{
    private const int Rate = 16000;
    private static readonly AudioSplice _detector = new();

    [Fact]
    public void A_step_of_the_background_is_found_where_it_is()
    {
        var finding = Examine([.. Speech(1, 6, 0.001), .. Speech(2, 6, 0.004)]);
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.True(Background(finding) < -4, $"log10 NFA {Background(finding)}");
        Assert.Contains(finding.Intervals, i => i.StartSeconds <= 6.1 && i.EndSeconds >= 5.9 && i.Label.Contains("background", StringComparison.Ordinal));
    }

    [Fact]
    public void A_background_of_another_colour_is_found_at_the_same_level()
    {
        // Origin: the second background is the running mean of four samples, scaled to the level of the first.
        var finding = Examine([.. Speech(1, 6, 0.002), .. Speech(2, 6, 0.004, smooth: true)]);
        Assert.True(Background(finding) < -4, $"log10 NFA {Background(finding)}");
    }

    [Fact]
    public void A_short_insertion_is_found_at_both_of_its_ends()
    {
        // Origin: three seconds from a background four times as strong, put into a recording that goes on as before.
        var finding = Examine([.. Speech(1, 5, 0.001), .. Speech(2, 3, 0.004), .. Speech(3, 7, 0.001)]);
        Assert.True(Background(finding) < -4, $"log10 NFA {Background(finding)}");
        foreach (var join in (double[])[5, 8])
            Assert.Contains(finding.Intervals, i => i.StartSeconds <= join + 0.4 && i.EndSeconds >= join - 0.4 && i.Label.Contains("background", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dc_offset_that_steps_is_found()
    {
        var finding = Examine([.. Speech(1, 6, 0.0005), .. Speech(2, 6, 0.0005).Select(s => s + 0.002f)]);
        Assert.True(Background(finding) < -4, $"log10 NFA {Background(finding)}");
        Assert.Contains(finding.Intervals, i => i.Label.Contains("DC offset", StringComparison.Ordinal));
    }

    [Fact]
    public void Steady_recordings_raise_no_more_alarms_than_the_model_says()
    {
        // One alarm is expected in a hundred; five or more in sixty have a probability below 1 in 2000 (Poisson, mean 0.6).
        var alarms = Enumerable.Range(0, 60).Count(seed => Background(Examine(Speech((ulong)seed + 100, 8, 0.002))) <= -2);
        Assert.InRange(alarms, 0, 4);
    }

    [Fact]
    public void A_broken_waveform_is_found_to_the_sample()
    {
        // Origin: a 200 Hz tone of twenty harmonics, falling as 1/n, whose phase jumps by half a period at sample 32011.
        var finding = Examine([.. Enumerable.Range(0, 64000).Select(i => Tone(i + (i >= 32011 ? 37 : 0)) + Noise(3, i) * 0.001f)]);
        var click = Assert.Single(finding.Intervals, i => i.Label.Contains("waveform break", StringComparison.Ordinal));
        Assert.Equal(32011.0 / Rate, click.StartSeconds, 0.0002);
    }

    [Fact]
    public void Digital_silence_between_sounds_is_an_anomaly_with_an_innocent_explanation()
    {
        var speech = Speech(4, 4, 0.002);
        Array.Clear(speech, 30000, 800);
        var observation = Assert.Single(Examine(speech).Observations, o => o.Rule == "audio.still-stretch");
        Assert.Equal(Weight.Anomaly, observation.Weight);
        Assert.NotEmpty(observation.Innocent);
    }

    [Fact]
    public void A_low_pass_below_what_the_format_holds_is_noted()
    {
        // Origin: noise at 44.1 kHz through 16 kHz and back, as a lossy encoder's low-pass would leave it.
        var cancel = TestContext.Current.CancellationToken;
        float[] noise = [.. Enumerable.Range(0, 44100 * 3).Select(i => Noise(9, i) * 0.1f)];
        var limited = Resampler.Resample(Resampler.Resample(noise, 44100, 20000, cancel), 20000, 44100, cancel);
        var finding = _detector.Examine(new AudioSignal(limited, 44100, 1, "pcm_s16le", 16), cancel);
        Assert.Contains(finding.Observations, o => o.Rule == "audio.bandwidth");
        Assert.InRange(finding.Scores.Single(s => s.Unit == "Hz").Value, 9000, 10200);
        var whole = _detector.Examine(new AudioSignal(noise, 44100, 1, "pcm_s16le", 16), cancel);
        Assert.DoesNotContain(whole.Observations, o => o.Rule == "audio.bandwidth");
    }

    [Fact]
    public void A_part_that_came_through_a_narrower_channel_is_found_where_it_begins()
    {
        // Origin: the first 8 s through 8 kHz and back, as a telephone would leave them; the next 8 s as they are.
        var cancel = TestContext.Current.CancellationToken;
        var narrow = Resampler.Resample(Resampler.Resample(Speech(1, 8, 0.002), Rate, 8000, cancel), 8000, Rate, cancel);
        var finding = Examine([.. narrow, .. Speech(2, 8, 0.002)]);
        Assert.True(finding.Scores.Single(s => s.Name == "strongest bandwidth step").Value < -4);
        var join = Assert.Single(finding.Intervals, i => i.Label.Contains("spectrum ends", StringComparison.Ordinal));
        Assert.Equal(8, (join.StartSeconds + join.EndSeconds) / 2, 0.7);
    }

    [Fact]
    public void One_bandwidth_throughout_is_no_join_however_narrow()
    {
        var cancel = TestContext.Current.CancellationToken;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var speech = Speech(seed, 16, 0.002);
            var narrow = Resampler.Resample(Resampler.Resample(speech, Rate, 8000, cancel), 8000, Rate, cancel);
            foreach (var samples in new[] { speech, narrow })
                Assert.DoesNotContain(Examine(samples).Intervals, i => i.Label.Contains("spectrum ends", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_main_score_is_one_whatever_could_be_tested_and_passes_where_any_test_does()
    {
        // Origin: a tone has no pauses, speech of 6 s too little for the bandwidth; a tone whose phase jumps breaks as in the test above.
        var tone = Enumerable.Range(0, 64000).Select(i => Tone(i) + Noise(3, i) * 0.001f);
        var broken = Enumerable.Range(0, 64000).Select(i => Tone(i + (i >= 32011 ? 37 : 0)) + Noise(3, i) * 0.001f);
        float[][] recordings = [[.. tone], [.. broken], Speech(1, 6, 0.002), [.. Speech(1, 6, 0.001), .. Speech(2, 6, 0.004)]];
        Finding[] findings = [.. recordings.Select(Examine)];
        Assert.All(findings, f => Assert.Equal("strongest join", f.Scores[0].Name));
        Assert.Equal([false, true, false, true], findings.Select(f => f.Scores[0].PassesThreshold() == true));
        foreach (var tests in findings.Select(f => (f.Scores[0], f.Scores.Skip(1).Where(s => s.Threshold is not null))))
            Assert.Equal(tests.Item2.Min(s => s.Value - s.Threshold!.Value), tests.Item1.Value);
    }

    [Fact]
    public void Short_silent_and_clipped_sound_is_not_examined()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, Examine(Speech(1, 1, 0.002)).Reason.Code);
        Assert.Equal(Codes.NotApplicableNoTrace, Examine(new float[Rate * 3]).Reason.Code);
        float[] clipped = [.. Speech(1, 4, 0.002).Select(s => Math.Clamp(s * 40, -1, 1))];
        Assert.Equal(Codes.NotApplicableUnreliable, Examine(clipped).Reason.Code);
    }

    [Fact]
    public void The_same_samples_give_the_same_numbers()
    {
        var speech = Speech(8, 5, 0.002);
        Assert.Equal(Examine(speech).Series[1].Values, Examine(speech).Series[1].Values);
    }

    private static double Background(Finding finding) => finding.Scores.Single(s => s.Name == "strongest background step").Value;

    private static Finding Examine(float[] samples) =>
        _detector.Examine(new AudioSignal(samples, Rate, 1, "pcm_s16le", 16), TestContext.Current.CancellationToken);

    private static float[] Speech(ulong seed, double seconds, double background, bool smooth = false)
    {
        var chance = new Seeded(seed);
        var samples = new float[(int)(seconds * Rate)];
        float[] past = new float[4];
        double voice = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            past[i & 3] = (float)chance.NextNormal();
            var noise = smooth ? past.Sum() / 2 : past[i & 3];
            // A syllable lasts 0.2 s of every 0.32 s; its colour is that of a one-pole filter at about 500 Hz.
            voice = 0.8 * voice + (i % 5120 < 3200 ? chance.NextNormal() * 0.06 * Math.Sin(Math.PI * (i % 5120) / 3200) : 0);
            samples[i] = (float)(voice + background * (smooth ? 0.5 : 1) * noise);
        }
        return samples;
    }

    private static float Tone(int i) => (float)Enumerable.Range(1, 20).Sum(n => 0.1 / n * Math.Cos(2 * Math.PI * 200 * n * i / Rate + n * n));

    // Uniform −1…1, a hash of the place (SplitMix64).
    private static float Noise(ulong seed, int i) => (float)(new Seeded(seed * 1_000_003 + (ulong)i).NextUnit() * 2 - 1);
}
