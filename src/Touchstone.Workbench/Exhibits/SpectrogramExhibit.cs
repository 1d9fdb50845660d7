using Touchstone.Media.Audio;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Workbench.Exhibits;

/// <summary>Short-time power spectrum as a picture without axes; the report draws them.</summary>
internal static class SpectrogramExhibit
{
    // About 40 ms: harmonics of a voice stay apart and syllables do not blur; short recordings take a shorter window.
    private const double LongestWindowSeconds = 0.05;
    private const int LongestWindow = 8192, ShortestWindow = 128;
    private const int MaximumColumns = 960, Rows = 240;
    // Long recordings: this many windows spread over a column are averaged, which bounds the work.
    private const int WindowsPerColumn = 4;
    // Fixed for all recordings, so that two reports compare; 0 dB is a sine at full scale.
    private const double LowestDb = -110, HighestDb = -10;
    // Steps of the picture: 100 dB in 50 steps of 2 dB keeps the PNG small and the eye sees no more.
    private const int Steps = 50;

    public static Exhibit? Of(AudioSignal signal, CancellationToken cancel)
    {
        var window = LongestWindow;
        while (window > ShortestWindow && (window > LongestWindowSeconds * signal.SampleRateHz || window * 16 > signal.Samples.Length)) window /= 2;
        if (signal.Samples.Length < window) return null;
        var columns = Math.Clamp((signal.Samples.Length - window) / (window / 4) + 1, 1, MaximumColumns);
        var picture = new byte[columns * Rows * 3];
        var painter = new Column(window);
        for (var x = 0; x < columns; x++)
        {
            cancel.ThrowIfCancellationRequested();
            var levels = painter.Levels(signal.Samples, x, columns);
            for (var y = 0; y < Rows; y++) Paint(picture, ((Rows - 1 - y) * columns + x) * 3, levels[y]);
        }
        var said = $"Spectrogram: Hann window of {window:N0} samples ({1000.0 * window / signal.SampleRateHz:0.#} ms), {LowestDb:0} dB (dark) to {HighestDb:0} dB (bright) in steps of 2 dB, 0 dB = a sine at full scale; mean of {WindowsPerColumn} windows a column.";
        return new Exhibit(ExhibitNames.Spectrogram, ExhibitNames.Png, said.Replace('-', '−'), columns, Rows, 0, 0, 0, signal.DurationSeconds,
            PictureFile.Encode(new RgbImage(columns, Rows, picture), true), signal.SampleRateHz / 2.0);
    }

    private static void Paint(byte[] picture, int at, double decibels)
    {
        var step = Math.Round((decibels - LowestDb) / (HighestDb - LowestDb) * Steps) / Steps;
        (picture[at], picture[at + 1], picture[at + 2]) = ColourScale.At(step);
    }

    /// <summary>Levels of one column in decibels, lowest frequency first.</summary>
    private sealed class Column
    {
        private readonly int _window;
        private readonly Fft _fft;
        private readonly float[] _taper, _tapered, _power;
        private readonly double[] _sum, _levels = new double[Rows];

        public Column(int window)
        {
            _window = window;
            _fft = new Fft(window);
            (_taper, _tapered) = (new float[window], new float[window]);
            (_power, _sum) = (new float[window / 2 + 1], new double[window / 2 + 1]);
            // A full-scale sine gives the bin amplitude N/4 under a Hann window; scaled so that its power is 1.
            for (var i = 0; i < window; i++) _taper[i] = (float)((0.5 - 0.5 * Math.Cos(2 * Math.PI * i / window)) * 4 / window);
        }

        public double[] Levels(float[] samples, int column, int columns)
        {
            Array.Clear(_sum);
            var room = samples.Length - _window;
            for (var k = 0; k < WindowsPerColumn; k++)
            {
                var start = (int)Math.Clamp((column + (k + 0.5) / WindowsPerColumn) / columns * samples.Length - _window / 2.0, 0, room);
                for (var i = 0; i < _window; i++) _tapered[i] = _taper[i] * samples[start + i];
                _fft.Power(_tapered, _power);
                for (var i = 0; i < _power.Length; i++) _sum[i] += _power[i];
            }
            for (var y = 0; y < Rows; y++)
            {
                var (from, to) = (y * _power.Length / Rows, Math.Max(y * _power.Length / Rows + 1, (y + 1) * _power.Length / Rows));
                var mean = _sum.AsSpan(from, to - from).ToArray().Average() / WindowsPerColumn;
                _levels[y] = double.IsFinite(mean) ? 10 * Math.Log10(mean + 1e-15) : LowestDb;
            }
            return _levels;
        }
    }
}
