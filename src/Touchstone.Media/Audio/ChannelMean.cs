namespace Touchstone.Media.Audio;

/// <summary>The mean of interleaved channels. A sample that is no number counts as silence.</summary>
internal static class ChannelMean
{
    internal static void Of(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            double sum = 0;
            for (var c = 0; c < channels; c++) sum += interleaved[i * channels + c];
            var mean = (float)(sum / channels);
            mono[i] = float.IsFinite(mean) ? mean : 0;
        }
    }
}
