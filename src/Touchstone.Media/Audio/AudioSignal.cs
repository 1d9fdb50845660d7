namespace Touchstone.Media.Audio;

/// <summary>Mono samples of a recording, full scale = ±1. Shared and read-only by agreement.</summary>
/// <param name="Samples">Samples in time order.</param>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="SourceChannels">Channels before the mean was taken.</param>
/// <param name="Codec">The codec's name as ffprobe gives it: "pcm_s16le", "mp3", "opus".</param>
/// <param name="BitsPerSample">Bits per stored sample for linear codecs, else null.</param>
public sealed record AudioSignal(float[] Samples, int SampleRateHz, int SourceChannels, string Codec, int? BitsPerSample)
{
    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)Samples.Length / SampleRateHz;
}
