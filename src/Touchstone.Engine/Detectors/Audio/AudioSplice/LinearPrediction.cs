using System.Numerics;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>Errors of linear prediction in a window: autocorrelation method, Levinson–Durbin recursion (Makhoul 1975).</summary>
internal sealed class LinearPrediction(int length, int order)
{
    private readonly float[] _errors = new float[length];
    private readonly double[] _windowed = new double[length];
    private readonly double[] _past = new double[length + order];
    private readonly double[] _reversed = new double[order + 1];
    private readonly double[] _window = [.. Enumerable.Range(0, length).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length))];
    private readonly double[] _correlation = new double[order + 1];
    private readonly double[] _coefficients = new double[order + 1];
    private readonly double[] _previous = new double[order + 1];

    /// <summary>Prediction errors of the samples from <paramref name="start"/>; samples outside count as 0. The array is reused.</summary>
    internal float[] Errors(float[] samples, int start)
    {
        // The samples with the order's worth of past before them.
        for (var i = 0; i < _past.Length; i++) _past[i] = At(samples, start + i - order);
        for (var i = 0; i < length; i++) _windowed[i] = _past[order + i] * _window[i];
        for (var lag = 0; lag <= order; lag++) _correlation[lag] = Dot(_windowed.AsSpan(lag), _windowed.AsSpan(0, length - lag));
        Solve();
        for (var k = 0; k <= order; k++) _reversed[order - k] = _coefficients[k];
        for (var i = 0; i < length; i++) _errors[i] = (float)Dot(_reversed, _past.AsSpan(i, order + 1));
        return _errors;
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
