using System.Globalization;
using System.Runtime.InteropServices;
using Touchstone.Media.Ffmpeg;
using Touchstone.Media.Video;

namespace Touchstone.Media.Audio;

/// <summary>Reads a recording into mono samples at its own rate, and derives the 16 kHz view from them.</summary>
internal static class AudioReader
{
    /// <summary>Rate of the speech view, Hz.</summary>
    internal const int SpeechRateHz = 16_000;

    // The longest stretch is bounded in seconds and, for very high rates, in samples: 20 min at 48 kHz.
    private const int ReferenceRateHz = 48_000;
    private const int MinimumRateHz = 1000, MaximumRateHz = 768_000, MaximumChannels = 64;

    internal static View<AudioSignal> Read(Specimen specimen, CancellationToken cancel)
    {
        if (specimen.Kind is MediaKind.Image or MediaKind.Document) return View<AudioSignal>.Missing(Fault.Absent(Codes.ViewNotPresent, $"{(specimen.Kind == MediaKind.Image ? "A still image" : "A document")} has no sound."));
        if (specimen.Format == MediaFormat.Wav && WavPcm.Find(specimen.Bytes) is { } pcm && RateFault(pcm.SampleRateHz, pcm.Channels) is null)
            return ReadPcm(specimen, pcm, cancel);
        if (!specimen.Streams.TryGet(out var info, out var fault)) return View<AudioSignal>.Missing(fault);
        if (StreamProbe.First(info, "audio") is not { } stream)
            return View<AudioSignal>.Missing(Fault.Absent(Codes.AudioNoStream, "The file has no sound."));
        if (RateFault(StreamProbe.Number(stream, "sample_rate"), StreamProbe.Number(stream, "channels")) is { } rate) return View<AudioSignal>.Missing(rate);
        if ((stream.DurationSeconds ?? info.DurationSeconds) is { } seconds && DurationFault(seconds, specimen.Limits) is { } tooLong) return View<AudioSignal>.Missing(tooLong);
        return Decode(specimen, stream, cancel);
    }

    internal static View<AudioSignal> Read16k(Specimen specimen, CancellationToken cancel)
    {
        var native = specimen.Audio;
        if (!native.TryGet(out var signal, out var fault)) return View<AudioSignal>.Missing(fault);
        if (signal.SampleRateHz == SpeechRateHz) return native;
        var samples = Resampler.Resample(signal.Samples, signal.SampleRateHz, SpeechRateHz, cancel);
        return View<AudioSignal>.Of(signal with { Samples = samples, SampleRateHz = SpeechRateHz },
            native.Derivation + string.Create(CultureInfo.InvariantCulture, $"; resampled from {signal.SampleRateHz} Hz by a Kaiser-windowed sinc, stop band 100 dB"));
    }

    private static View<AudioSignal> ReadPcm(Specimen specimen, WavPcm pcm, CancellationToken cancel)
    {
        if (DurationFault((double)pcm.Frames / pcm.SampleRateHz, specimen.Limits) is { } tooLong) return View<AudioSignal>.Missing(tooLong);
        var wanted = (int)Math.Min(pcm.Frames, MaximumSamples(pcm.SampleRateHz, specimen.Limits));
        if (wanted == 0) return View<AudioSignal>.Missing(Empty);
        var samples = new float[wanted];
        var read = pcm.Read(specimen.Bytes, samples, cancel);
        if (read == 0) return View<AudioSignal>.Missing(Empty);
        if (read < wanted) samples = samples[..read];
        var derivation = Describe("PCM samples read as stored", pcm.Channels, wanted < pcm.Frames, specimen.Limits)
            + (pcm.MissingBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"; the header declares {pcm.MissingBytes:N0} bytes more than the file has") : "");
        return View<AudioSignal>.Of(new AudioSignal(samples, pcm.SampleRateHz, pcm.Channels, pcm.Codec, pcm.BitsPerSample), derivation);
    }

    private static View<AudioSignal> Decode(Specimen specimen, MediaStream stream, CancellationToken cancel)
    {
        var (rate, channels) = (StreamProbe.Number(stream, "sample_rate"), StreamProbe.Number(stream, "channels"));
        var sink = new MonoSink(channels, MaximumSamples(rate, specimen.Limits));
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", .. FfmpegInput.Arguments(specimen),
            "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream.Index}"), "-vn", "-sn", "-dn",
            // A stream that changes its layout midway is brought to the layout the samples are counted by.
            "-ac", channels.ToString(CultureInfo.InvariantCulture), "-ar", rate.ToString(CultureInfo.InvariantCulture),
            "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
        ];
        var outcome = FfmpegRun.Run(FfmpegTools.Ffmpeg!, arguments, specimen.Limits, sink.Consume, null, cancel);
        if (outcome.Fault is not null) return View<AudioSignal>.Missing(outcome.Fault);
        var samples = sink.ToArray();
        if (samples.Length == 0)
        {
            return View<AudioSignal>.Missing(outcome.ExitCode == 0 && outcome.Errors.Length == 0
                ? Empty
                : Fault.Damaged(Codes.AudioUndecodable, $"No sound can be decoded ({FfmpegRun.Complaint(outcome)}). Get a complete copy."));
        }
        var derivation = Describe($"{stream.Codec} decoded by ffmpeg at {rate} Hz", channels, sink.Full, specimen.Limits)
            + (outcome.Errors.Length > 0 ? $"; the decoder complained ({FfmpegRun.Complaint(outcome)})" : "");
        var bits = StreamProbe.Number(stream, "bits_per_raw_sample") is > 0 and var raw ? raw : StreamProbe.Number(stream, "bits_per_sample");
        return View<AudioSignal>.Of(new AudioSignal(samples, rate, channels, stream.Codec, bits > 0 ? bits : null), derivation);
    }

    private static string Describe(string how, int channels, bool cut, Limits limits) =>
        how + (channels > 1 ? string.Create(CultureInfo.InvariantCulture, $"; mean of {channels} channels") : "")
            + (cut ? string.Create(CultureInfo.InvariantCulture, $"; only the first {limits.MaximumAudioSeconds:0} s (at 48 kHz or less) were decoded") : "");

    private static int MaximumSamples(int rate, Limits limits) =>
        (int)Math.Min(limits.MaximumAudioSeconds * Math.Min(rate, ReferenceRateHz), Array.MaxLength / sizeof(float));

    private static Fault Empty => Fault.Damaged(Codes.AudioUndecodable, "The sound stream holds no samples. Get a complete copy.");

    private static Fault? DurationFault(double seconds, Limits limits) => seconds > limits.MaximumDurationSeconds
        ? Fault.Damaged(Codes.LimitDuration, string.Create(CultureInfo.InvariantCulture, $"The recording declares {seconds:0} s; the limit is {limits.MaximumDurationSeconds:0} s. Cut it, or raise the limit."))
        : null;

    private static Fault? RateFault(int rate, int channels) => rate is < MinimumRateHz or > MaximumRateHz || channels is < 1 or > MaximumChannels
        ? Fault.Damaged(Codes.AudioUndecodable, $"The sound stream declares {rate} samples per second and {channels} channels. Get a complete copy.")
        : null;

    /// <summary>Takes interleaved little-endian floats from a pipe and keeps the mean of the channels, up to a bound.</summary>
    private sealed class MonoSink(int channels, int maximum)
    {
        private readonly List<float[]> _blocks = [];
        private int _count;

        internal bool Full => _count >= maximum;

        internal async Task<bool> Consume(Stream stream, CancellationToken cancel)
        {
            var buffer = new byte[channels * sizeof(float) * 8192];
            for (int filled; (filled = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false)) > 0;)
            {
                var samples = MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, filled));
                var block = new float[Math.Min(samples.Length / channels, maximum - _count)];
                ChannelMean.Of(samples[..(block.Length * channels)], channels, block);
                _blocks.Add(block);
                _count += block.Length;
                if (Full) return false;
            }
            return true;
        }

        internal float[] ToArray()
        {
            var all = new float[_count];
            var at = 0;
            foreach (var block in _blocks)
            {
                block.CopyTo(all, at);
                at += block.Length;
            }
            return all;
        }
    }
}
