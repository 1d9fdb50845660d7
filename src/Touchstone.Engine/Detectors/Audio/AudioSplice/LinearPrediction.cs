using System.Numerics;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>Errors of linear prediction in a window: autocorrelation method, Levinson–Durbin recursion (Makhoul 1975).</summary>
internal sealed class LinearPrediction(int length, int order)
{
    private readonly float[] _errors = new float[length / 2];
    private readonly double[] _windowed = new double[length];
    private readonly float[] _reversed = new float[order + 1];
    private readonly float[] _recent = new float[length / 2 + order];
    private readonly double[] _window = [.. Enumerable.Range(0, length).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length))];
    private readonly double[] _correlation = new double[order + 1];
    private readonly double[] _coefficients = new double[order + 1];
    private readonly double[] _previous = new double[order + 1];

    /// <summary>
    /// Prediction errors of the middle half of the samples from <paramref name="start"/>; samples outside count as 0. The array is reused.
    /// </summary>
    internal Span<float> Errors(float[] samples, int start)
    {
        for (var i = 0; i < length; i++) _windowed[i] = At(samples, start + i) * _window[i];
        for (var lag = 0; lag <= order; lag++) _correlation[lag] = Dot(_windowed.AsSpan(lag), _windowed.AsSpan(0, length - lag));
        Solve();
        // The middle half with the order's worth of past before it. Single precision errs by 1e-6 of the signal, far below 16 bits.
        for (var i = 0; i < _recent.Length; i++) _recent[i] = At(samples, start + length / 4 + i - order);
        for (var k = 0; k <= order; k++) _reversed[order - k] = (float)_coefficients[k];
        Filter();
        return _errors;
    }

    // Whole vectors of neighbouring errors at once: no sum across a vector is needed.
    private void Filter()
    {
        var i = 0;
        for (; i + Vector<float>.Count <= _errors.Length; i += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var k = 0; k <= order; k++) sum += _reversed[k] * new Vector<float>(_recent, i + k);
            sum.CopyTo(_errors, i);
        }
        for (; i < _errors.Length; i++)
        {
            _errors[i] = 0;
            for (var k = 0; k <= order; k++) _errors[i] += _reversed[k] * _recent[i + k];
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector<double>.Zero;
        var i = 0;
        for (; i + Vector<double>.Count <= a.Length; i += Vector<double>.Count) sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }

    private void Solve()
    {
        Array.Clear(_coefficients);
        _coefficients[0] = 1;
        // A white floor 90 dB down keeps the recursion stable on band-limited sound.
        var error = _correlation[0] * (1 + 1e-9) + 1e-12;
        for (var i = 1; i <= order; i++)
        {
            var reflection = _correlation[i];
            for (var k = 1; k < i; k++) reflection += _coefficients[k] * _correlation[i - k];
            reflection = -reflection / error;
            Array.Copy(_coefficients, _previous, i);
            _coefficients[i] = reflection;
            for (var k = 1; k < i; k++) _coefficients[k] = _previous[k] + reflection * _previous[i - k];
            error *= 1 - reflection * reflection;
            if (error <= 1e-15) break;
        }
    }

    private static float At(float[] samples, int index) => (uint)index < (uint)samples.Length ? samples[index] : 0;
}
