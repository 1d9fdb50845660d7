namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>Errors of linear prediction in a window: autocorrelation method, Levinson–Durbin recursion (Makhoul 1975).</summary>
internal sealed class LinearPrediction(int length, int order)
{
    private readonly float[] _errors = new float[length];
    private readonly double[] _windowed = new double[length];
    private readonly double[] _correlation = new double[order + 1];
    private readonly double[] _coefficients = new double[order + 1];
    private readonly double[] _previous = new double[order + 1];

    /// <summary>Prediction errors of the samples from <paramref name="start"/>; samples outside count as 0. The array is reused.</summary>
    internal float[] Errors(float[] samples, int start)
    {
        for (var i = 0; i < length; i++) _windowed[i] = At(samples, start + i) * (0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length));
        for (var lag = 0; lag <= order; lag++)
        {
            double sum = 0;
            for (var i = lag; i < length; i++) sum += _windowed[i] * _windowed[i - lag];
            _correlation[lag] = sum;
        }
        Solve();
        for (var i = 0; i < length; i++)
        {
            double error = 0;
            for (var k = 0; k <= order; k++) error += _coefficients[k] * At(samples, start + i - k);
            _errors[i] = (float)error;
        }
        return _errors;
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
