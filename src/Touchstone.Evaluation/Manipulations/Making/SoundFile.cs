using CliWrap;
using Touchstone.Media;
using Touchstone.Media.Audio;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>Mono samples to encoded bytes and back, without metadata.</summary>
public static class SoundFile
{
    // Encoders write their names, times and random serial numbers unless told not to.
    private static readonly string[] Exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-threads", "1"];

    /// <summary>The mono samples of a file at its own rate, decoded under the limits that evidence is decoded under.</summary>
    /// <param name="path">A recording.</param>
    /// <param name="cancel">Stops decoding.</param>
    public static View<AudioSignal> Load(string path, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out var fault, cancel)) return View<AudioSignal>.Missing(fault);
        using (specimen) return specimen.Audio;
    }

    /// <summary>Encodes with ffmpeg; null where its build lacks the encoder or refuses the rate.</summary>
    /// <param name="samples">Full scale = ±1.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="arguments">Codec options.</param>
    /// <param name="path">Where to write; its extension names the container. Overwritten.</param>
    /// <param name="cancel">Ends ffmpeg.</param>
    internal static async Task<byte[]?> EncodeAsync(float[] samples, int sampleRateHz, string[] arguments, string path, CancellationToken cancel)
    {
        var wave = PipeSource.FromBytes(WavWriter.Write(samples, sampleRateHz));
        if (!Ffmpeg.IsInstalled || !await Ffmpeg.RunAsync(["-f", "wav", "-i", "pipe:0", .. arguments, .. Exact, path], wave, cancel)) return null;
        return await File.ReadAllBytesAsync(path, cancel);
    }
}
