namespace Touchstone.Evaluation.Manipulations.Voice.Kernels;

/// <summary>Linear prediction by the autocorrelation method (Makhoul, Proc. IEEE 63, 1975; Levinson–Durbin recursion).</summary>
internal static class LinearPrediction
{
    /// <summary>Two poles a formant, one formant a kilohertz, and two for the slope.</summary>
    internal static int OrderFor(int sampleRateHz) => 2 + sampleRateHz / 1000;

    /// <summary>Coefficients of the inverse filter A(z), a₀ = 1.</summary>
    /// <param name="windowed">A windowed frame.</param>
    /// <param name="a">a₀ to a_order out.</param>
    /// <returns>Energy of the prediction residual, the sum over the frame; 0 for silence.</returns>
    internal static double Solve(ReadOnlySpan<float> windowed, Span<float> a)
    {
        var order = a.Length - 1;
        Span<double> r = stackalloc double[order + 1], c = stackalloc double[order + 1], next = stackalloc double[order + 1];
        for (var lag = 0; lag <= order; lag++)
        {
            double sum = 0;
            for (var i = lag; i < windowed.Length; i++) sum += (double)windowed[i] * windowed[i - lag];
            r[lag] = sum;
        }
        a.Clear();
        a[0] = 1;
        if (r[0] < 1e-9) return 0;
        // −60 dB of white noise keeps the recursion well conditioned where the band is empty.
        r[0] *= 1 + 1e-6;
        var error = r[0];
        c.Clear();
        c[0] = 1;
        for (var m = 1; m <= order; m++)
        {
            var sum = r[m];
            for (var i = 1; i < m; i++) sum += c[i] * r[m - i];
            var reflection = -sum / error;
            c.CopyTo(next);
            for (var i = 1; i < m; i++) next[i] = c[i] + reflection * c[m - i];
            next[m] = reflection;
            next.CopyTo(c);
            error *= 1 - reflection * reflection;
        }
        for (var i = 0; i <= order; i++) a[i] = (float)c[i];
        return error;
    }
}
