namespace Touchstone.Numerics.Distributions;

/// <summary>The law of first digits p(d) = N·log10(1 + 1/(s + d^q)), d = 1 … 9, fitted to shares.</summary>
/// <remarks>
/// Source: D. Fu, Y. Q. Shi, W. Su, "A generalized Benford's law for JPEG coefficients and its applications in image forensics", SPIE 6505, 2007, equation 4.
/// N is not free here: the nine probabilities sum to 1. With q = 1 and s = 0 it is Benford's own law.
/// </remarks>
/// <param name="Exponent">q.</param>
/// <param name="Shift">s.</param>
/// <param name="Misfit">Σ (f − p)²/p over the digits: Pearson's χ² of one coefficient. 0 = the law holds; higher = it does not.</param>
public sealed record GeneralisedBenford(double Exponent, double Shift, double Misfit)
{
    /// <summary>Digits 1 to 9.</summary>
    public const int Digits = 9;

    // The paper's fits lie within q 1.4 to 1.9 and s −0.4 to 0.1; the search goes well beyond. s + 1 stays above 0.
    private const double LeastExponent = 0.5, MostExponent = 4, LeastShift = -0.95, MostShift = 3;

    // Each round looks at 21×21 points and the next at a tenth of the area's edge: five rounds end below 10⁻⁴.
    private const int Points = 20, Rounds = 5;

    /// <summary>The law nearest to shares.</summary>
    /// <param name="shares">[9] shares of the digits 1 to 9; their sum is 1.</param>
    /// <exception cref="ArgumentException">There are not nine.</exception>
    public static GeneralisedBenford Fit(ReadOnlySpan<double> shares)
    {
        if (shares.Length != Digits) throw new ArgumentException("There are nine digits.", nameof(shares));
        var best = new GeneralisedBenford(1, 0, double.MaxValue);
        double lowQ = LeastExponent, highQ = MostExponent, lowS = LeastShift, highS = MostShift;
        for (var round = 0; round < Rounds; round++)
        {
            double stepQ = (highQ - lowQ) / Points, stepS = (highS - lowS) / Points;
            for (var i = 0; i <= Points; i++)
                for (var j = 0; j <= Points; j++)
                {
                    double q = lowQ + i * stepQ, s = lowS + j * stepS;
                    var misfit = Distance(shares, Probabilities(q, s));
                    if (misfit < best.Misfit) best = new GeneralisedBenford(q, s, misfit);
                }
            (lowQ, highQ) = (Math.Max(LeastExponent, best.Exponent - 2 * stepQ), Math.Min(MostExponent, best.Exponent + 2 * stepQ));
            (lowS, highS) = (Math.Max(LeastShift, best.Shift - 2 * stepS), Math.Min(MostShift, best.Shift + 2 * stepS));
        }
        return best;
    }

    /// <summary>[9] probabilities of the digits.</summary>
    /// <param name="exponent">q.</param>
    /// <param name="shift">s, above −1.</param>
    public static double[] Probabilities(double exponent, double shift)
    {
        var result = new double[Digits];
        for (var d = 1; d <= result.Length; d++) result[d - 1] = Math.Log10(1 + 1 / (shift + Math.Pow(d, exponent)));
        var sum = result.Sum();
        for (var d = 0; d < result.Length; d++) result[d] /= sum;
        return result;
    }

    private static double Distance(ReadOnlySpan<double> shares, double[] law)
    {
        var sum = 0.0;
        for (var d = 0; d < law.Length; d++) sum += (shares[d] - law[d]) * (shares[d] - law[d]) / law[d];
        return sum;
    }
}
