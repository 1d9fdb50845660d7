using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Perturbations.Sound;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Perturbations.Sound;

public sealed class RoomTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(1.2)]
    public void The_stated_decay_is_measured_back(double seconds)
    {
        // Schroeder 1965: energy still to come, −5 to −25 dB, times three.
        const int rateHz = 16000;
        var response = Room.Response(rateHz, seconds, 0, new Seeded(4));
        response[0] = 0;
        var left = new double[response.Length + 1];
        for (var i = response.Length - 1; i >= 0; i--) left[i] = left[i + 1] + response[i] * response[i];
        int At(double db) => Array.FindIndex(left, e => 10 * Math.Log10(e / left[0] + 1e-30) <= db);
        Assert.Equal(seconds, 3.0 * (At(-25) - At(-5)) / rateHz, seconds * 0.08);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(10)]
    public void The_stated_ratio_of_signal_to_noise_is_measured_back(double db)
    {
        float[] voice = [.. SyntheticVoice.Speak(2, 5).Select(s => 0.3f * s)];
        var noisy = Room.AddNoise(voice, db, new Seeded(2));
        var (signal, noise) = (voice.Sum(s => (double)s * s), voice.Zip(noisy, (a, b) => Math.Pow(a - b, 2)).Sum());
        Assert.Equal(db, 10 * Math.Log10(signal / noise), 0.2);
    }

    [Fact]
    public void Reverberation_is_the_convolution_at_the_same_level()
    {
        var chance = new Seeded(1);
        float[] voice = [.. Enumerable.Range(0, 700).Select(_ => (float)(0.1 * chance.NextNormal()))], response = [.. Enumerable.Range(0, 90).Select(_ => (float)chance.NextNormal())];
        var heard = Room.Reverberate(voice, response);
        var direct = new double[voice.Length];
        for (var n = 0; n < direct.Length; n++)
            for (var k = 0; k <= Math.Min(n, response.Length - 1); k++) direct[n] += response[k] * voice[n - k];
        var gain = Math.Sqrt(voice.Sum(s => (double)s * s) / direct.Sum(s => s * s));
        for (var n = 0; n < direct.Length; n++) Assert.Equal(gain * direct[n], heard[n], 1e-4);
    }
}
