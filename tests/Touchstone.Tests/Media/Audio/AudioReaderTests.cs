using System.Buffers.Binary;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Tests.Media.Ffmpeg;

namespace Touchstone.Tests.Media.Audio;

public sealed class AudioReaderTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Linear_samples_are_read_at_every_width(int bits)
    {
        double[] values = [0, 0.5, -0.5, 0.25, -1];
        using var specimen = MadeMedia.Of(Wav(bits, 1, 8000, values), MediaFormat.Wav);
        var signal = specimen.Audio.Value!;
        Assert.Equal(values.Select(v => (float)v), signal.Samples);
        Assert.Equal(bits, signal.BitsPerSample);
        Assert.Equal(8000, signal.SampleRateHz);
    }

    [Fact]
    public void Channels_are_averaged_and_it_says_so()
    {
        using var specimen = MadeMedia.Of(Wav(16, 3, 8000, [0.5, 0.25, 0, -0.5, -0.25, 0]), MediaFormat.Wav);
        Assert.Equal([0.25f, -0.25f], specimen.Audio.Value!.Samples);
        Assert.Equal(3, specimen.Audio.Value.SourceChannels);
        Assert.Contains("mean of 3 channels", specimen.Audio.Derivation);
    }

    [Fact]
    public void A_cut_file_gives_what_is_there_and_says_what_is_missing()
    {
        var wav = Wav(16, 1, 8000, [.. Enumerable.Repeat(0.5, 100)]);
        using var specimen = MadeMedia.Of(wav[..(44 + 60)], MediaFormat.Wav);
        Assert.Equal(30, specimen.Audio.Value!.Samples.Length);
        Assert.Contains("140 bytes more", specimen.Audio.Derivation);
    }

    [Fact]
    public void Only_the_first_stretch_of_a_long_recording_is_decoded()
    {
        using var specimen = MadeMedia.Of(Wav(16, 1, 8000, new double[8000]), MediaFormat.Wav, Limits.Default with { MaximumAudioSeconds = 0.5 });
        Assert.Equal(4000, specimen.Audio.Value!.Samples.Length);
        Assert.Contains("only the first", specimen.Audio.Derivation);
    }

    [Fact]
    public void A_recording_past_the_duration_limit_is_refused()
    {
        using var specimen = MadeMedia.Of(Wav(16, 1, 8000, new double[8000]), MediaFormat.Wav, Limits.Default with { MaximumDurationSeconds = 0.5 });
        Assert.Equal(Codes.LimitDuration, specimen.Audio.Fault!.Code);
    }

    [Fact]
    public void A_header_without_samples_is_undecodable()
    {
        using var specimen = MadeMedia.Of(Wav(16, 1, 8000, []), MediaFormat.Wav);
        Assert.Equal(Codes.AudioUndecodable, specimen.Audio.Fault!.Code);
    }

    [Fact]
    public void A_still_image_has_no_sound()
    {
        using var specimen = MadeMedia.Of([0xFF, 0xD8, 0xFF], MediaFormat.Jpeg);
        Assert.Equal(FaultKind.Absent, specimen.Audio.Fault!.Kind);
    }

    [Fact]
    public void Twenty_four_bit_flac_is_decoded_exactly()
    {
        using var made = new MadeMedia();
        var wav = made.Write("in.wav", Wav(24, 2, 48000, [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(i * 0.01) * 0.7)]));
        var flac = made.Make("-i", wav, "-c:a", "flac", "-sample_fmt", "s32", "out.flac");
        using var one = MadeMedia.Open(wav, MediaFormat.Wav);
        using var two = MadeMedia.Open(flac, MediaFormat.Flac);
        Assert.Equal(one.Audio.Value!.Samples, two.Audio.Value!.Samples);
        Assert.Equal(24, two.Audio.Value.BitsPerSample);
        Assert.Equal("flac", two.Audio.Value.Codec);
    }

    [Fact]
    public void A_damaged_flac_is_a_coded_fault()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Write("bad.flac", [.. "fLaC"u8, .. new byte[200]]), MediaFormat.Flac);
        Assert.Equal(Codes.AudioUndecodable, specimen.Audio.Fault!.Code);
    }

    [Fact]
    public void A_silent_video_has_no_audio_stream()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "0.5", "v.mp4"), MediaFormat.Mp4);
        Assert.Equal(Codes.AudioNoStream, specimen.Audio.Fault!.Code);
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(8000)]
    [InlineData(44101)]
    public void A_tone_keeps_its_level_and_place_at_sixteen_kilohertz(int rate)
    {
        // Computed: a 1 kHz sine of amplitude 0.5 sampled at the one rate must be the same sine sampled at the other.
        var tone = Enumerable.Range(0, rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 1000 * i / rate))).ToArray();
        var resampled = Resampler.Resample(tone, rate, 16000, TestContext.Current.CancellationToken);
        Assert.Equal(16000, resampled.Length);
        // A rate without a common divisor has its phases rounded to 1/1024 sample.
        var tolerance = rate == 44101 ? 2e-4 : 2e-5;
        for (var i = 1000; i < 15000; i++) Assert.Equal(0.5 * Math.Sin(2 * Math.PI * 1000 * i / 16000), resampled[i], tolerance);
    }

    [Fact]
    public void A_tone_above_the_new_band_disappears()
    {
        var tone = Enumerable.Range(0, 44100).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 9000 * i / 44100))).ToArray();
        var resampled = Resampler.Resample(tone, 44100, 16000, TestContext.Current.CancellationToken);
        Assert.True(resampled.Skip(1000).Take(14000).Max(Math.Abs) < 1e-5);
    }

    /// <summary>A WAVE file of interleaved samples −1…1 (8-bit unsigned, else signed little-endian).</summary>
    internal static byte[] Wav(int bits, int channels, int rate, double[] samples)
    {
        var data = new byte[samples.Length * bits / 8];
        for (var i = 0; i < samples.Length; i++)
        {
            var full = Math.Pow(2, bits - 1);
            var value = (long)Math.Clamp(Math.Round(samples[i] * full), -full, full - 1) + (bits == 8 ? 128 : 0);
            for (var b = 0; b < bits / 8; b++) data[i * bits / 8 + b] = (byte)(value >> (8 * b));
        }
        return [.. "RIFF"u8, .. Little(36 + data.Length, 4), .. "WAVEfmt "u8, .. Little(16, 4), .. Little(1, 2), .. Little(channels, 2), .. Little(rate, 4),
            .. Little(rate * channels * bits / 8, 4), .. Little(channels * bits / 8, 2), .. Little(bits, 2), .. "data"u8, .. Little(data.Length, 4), .. data];
    }

    private static byte[] Little(int value, int count)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes[..count];
    }
}
