using System.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Numerics.Correlation;

/// <summary>Circular cross-correlation of two planes by way of their spectra: c(s) = Σ a(x + s) b(x), indices taken round the edges.</summary>
public static class CorrelationPlane
{
    /// <summary>Correlates.</summary>
    /// <param name="fixedSpectrum">Spectrum of a.</param>
    /// <param name="moved">b [height, width]; a smaller plane is set into the upper left corner of zeros by the caller.</param>
    /// <param name="plan">Plan of the size of both.</param>
    /// <returns>c [height, width], row-major: entry (y, x) is the shift by y lines and x columns; the upper half stands for negative shifts.</returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static float[] Of(PlaneSpectrum fixedSpectrum, float[] moved, PlaneFft plan)
    {
        ArgumentNullException.ThrowIfNull(fixedSpectrum);
        ArgumentNullException.ThrowIfNull(plan);
        var product = plan.Make();
        plan.Forward(moved, product);
        if (fixedSpectrum.Real.Length != product.Real.Length) throw new ArgumentException("The spectra have different sizes.", nameof(fixedSpectrum));
        var i = 0;
        for (; i <= product.Real.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (ar, ai) = (new Vector<float>(fixedSpectrum.Real, i), new Vector<float>(fixedSpectrum.Imaginary, i));
            var (br, bi) = (new Vector<float>(product.Real, i), new Vector<float>(product.Imaginary, i));
            (ar * br + ai * bi).CopyTo(product.Real, i);
            (ai * br - ar * bi).CopyTo(product.Imaginary, i);
        }
        for (; i < product.Real.Length; i++)
        {
            var (ar, ai, br, bi) = (fixedSpectrum.Real[i], fixedSpectrum.Imaginary[i], product.Real[i], product.Imaginary[i]);
            product.Real[i] = ar * br + ai * bi;
            product.Imaginary[i] = ai * br - ar * bi;
        }
        var correlation = new float[plan.Width * plan.Height];
        plan.Inverse(product, correlation);
        return correlation;
    }
}
