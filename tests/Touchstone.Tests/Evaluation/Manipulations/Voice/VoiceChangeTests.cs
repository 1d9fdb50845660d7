using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Voice;
using Touchstone.Evaluation.Manipulations.Voice.Kernels;

namespace Touchstone.Tests.Evaluation.Manipulations.Voice;

public sealed class VoiceChangeTests
{
    private const int RateHz = SyntheticVoice.SampleRateHz;
    private static readonly float[] Spoken = SyntheticVoice.Speak(3, 5, 0.0005);

    [Theory]
    [InlineData(90)]
    [InlineData(140)]
    [InlineData(250)]
    public void The_period_of_a_pulse_train_is_found(double hz)
    {
        var train = new float[RateHz];
        for (var i = 0; i < train.Length; i++) train[i] = (float)(0.3 * Math.Exp(-20 * (i * hz / RateHz % 1)));
        Assert.Equal(hz, PitchTrack.MedianHz(train, RateHz), hz * 0.01);
    }

    [Theory]
    [InlineData(0.75)]
    [InlineData(1.2)]
    [InlineData(1.33)]
    public void A_shifted_pitch_is_measured_back(double factor)
    {
        var shifted = PitchShift.Shift(Spoken, RateHz, factor, TestContext.Current.CancellationToken);
        Assert.Equal(factor, PitchTrack.MedianHz(shifted, RateHz) / PitchTrack.MedianHz(Spoken, RateHz), 0.04);
        Assert.Equal(Spoken.Length, shifted.Length);
    }

    [Fact]
    public void A_pitch_factor_of_one_changes_little()
    {
        var same = PitchShift.Shift(Spoken, RateHz, 1, TestContext.Current.CancellationToken);
        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < same.Length; i++) (error, power) = (error + Math.Pow(same[i] - Spoken[i], 2), power + Spoken[i] * Spoken[i]);
        Assert.InRange(error / power, 0, 0.05);
    }

    [Fact]
    public void Shifted_formants_keep_the_pitch_and_move_the_spectrum()
    {
        var up = FormantShift.Shift(Spoken, RateHz, 1.2, TestContext.Current.CancellationToken);
        Assert.Equal(1, PitchTrack.MedianHz(up, RateHz) / PitchTrack.MedianHz(Spoken, RateHz), 0.03);
        Assert.InRange(Centroid(up) / Centroid(Spoken), 1.08, 1.4);
    }

    [Fact]
    public void A_formant_factor_of_one_gives_the_recording_back()
    {
        var same = FormantShift.Shift(Spoken, RateHz, 1, TestContext.Current.CancellationToken);
        for (var i = 0; i < same.Length; i++) Assert.Equal(Spoken[i], same[i], 1e-4f);
    }

    [Fact]
    public void Linear_prediction_finds_the_filter_that_made_the_sound()
    {
        // x(n) = 1.3 x(n−1) − 0.8 x(n−2) + noise has A(z) = 1 − 1.3 z⁻¹ + 0.8 z⁻².
        var chance = new Touchstone.Numerics.Seeded(1);
        var x = new float[20000];
        for (var n = 2; n < x.Length; n++) x[n] = (float)(1.3 * x[n - 1] - 0.8 * x[n - 2] + 0.1 * chance.NextNormal());
        var a = new float[3];
        Assert.Equal(0.01 * x.Length, LinearPrediction.Solve(x, a), 0.0005 * x.Length);
        Assert.Equal(-1.3, a[1], 0.02);
        Assert.Equal(0.8, a[2], 0.02);
    }

    [Theory]
    [InlineData("voice-vocoder-pulse")]
    [InlineData("voice-vocoder-mel")]
    public void A_vocoded_voice_keeps_level_and_pitch(string name)
    {
        var edit = new VoiceEdit(Spoken, null, RateHz, new Touchstone.Numerics.Seeded(1));
        var made = ((VoiceManipulation)ManipulationCatalog.Find(name)!).Apply(edit).Value!.Samples;
        Assert.Equal(1, Loudness.Level(made) / Loudness.Level(Spoken), 0.1);
        Assert.Equal(1, PitchTrack.MedianHz(made, RateHz) / PitchTrack.MedianHz(Spoken, RateHz), 0.06);
    }

    private static double Centroid(float[] samples)
    {
        var transform = new ShortTimeFourier(RateHz);
        float[] work = new float[transform.Frame], r = new float[transform.Bins], i = new float[transform.Bins];
        var (weighted, total) = (0.0, 0.0);
        for (var f = 0; f < transform.Frames(samples.Length); f++)
        {
            transform.Forward(samples, f, work, r, i);
            for (var k = 0; k < r.Length; k++)
            {
                var power = r[k] * r[k] + i[k] * i[k];
                (weighted, total) = (weighted + k * power, total + power);
            }
        }
        return weighted / total;
    }
}
