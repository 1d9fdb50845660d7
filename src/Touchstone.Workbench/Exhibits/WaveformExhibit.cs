using Touchstone.Media.Audio;

namespace Touchstone.Workbench.Exhibits;

/// <summary>The lowest and highest sample of each drawn column.</summary>
internal static class WaveformExhibit
{
    /// <summary>Most columns: one a pixel of the drawn width.</summary>
    public const int MaximumColumns = 960;

    public static Exhibit Of(AudioSignal signal, CancellationToken cancel)
    {
        var samples = signal.Samples;
        var columns = Math.Min(MaximumColumns, samples.Length);
        var bytes = new byte[columns * 2];
        for (var i = 0; i < columns; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var from = (int)((long)i * samples.Length / columns);
            var to = Math.Max(from + 1, (int)((long)(i + 1) * samples.Length / columns));
            var (low, high) = (samples[from], samples[from]);
            foreach (var sample in samples.AsSpan(from, to - from)) (low, high) = (Math.Min(low, sample), Math.Max(high, sample));
            (bytes[2 * i], bytes[2 * i + 1]) = (Level(low), Level(high));
        }
        var channels = signal.SourceChannels > 1 ? $"mean of {signal.SourceChannels} channels, " : "";
        var said = $"Waveform: lowest and highest sample of each column, {channels}{signal.SampleRateHz:N0} Hz, {signal.Codec}; not filtered, not normalised.";
        return new Exhibit(ExhibitNames.Waveform, ExhibitNames.Envelope, said, columns, 0, 0, 0, 0, signal.DurationSeconds, bytes);
    }

    private static byte Level(float sample) => (byte)(sbyte)(float.IsNaN(sample) ? 0 : Math.Clamp(MathF.Round(sample * 127), -127, 127));
}
