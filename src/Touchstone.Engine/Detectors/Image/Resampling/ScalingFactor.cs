namespace Touchstone.Engine.Detectors.Image.Resampling;

/// <summary>
/// The factor whose lines carry the most agreement: 1/ξ for interpolation itself, k/(8ξ) for the blocks of a JPEG that was scaled (Gallagher 2005), folded at one half.
/// </summary>
/// <param name="Factor">ξ = new size/old size.</param>
/// <param name="Evidence">Σ over its lines of agreement − 1, bounded, both axes.</param>
internal readonly record struct ScalingFactor(double Factor, double Evidence)
{
    private const double Least = 0.55, Most = 2.4;
    private const int Block = 8;

    // Steps of a third of a bin at the highest line.
    private const double StepShare = 1.0 / 3;

    // The line of interpolation itself must be there: two exponential values add up to 12 once in 12,000.
    private const double LeastOwn = 12;

    // As many as fold to one line between the limits, and one more.
    private const int Kept = 4;
    private const double Apart = 0.02;

    // What one line can add, so that one strong line cannot make up for seven that are missing: chosen on the first 20 tiles.
    private const double MostOwn = 30, MostOther = 10;

    /// <summary>The best factors, best first, each more than 2 % from those before it; none where no line is strong enough.</summary>
    internal static IReadOnlyList<ScalingFactor> Find(PhaseSpectrum across, PhaseSpectrum down, int block)
    {
        var tried = new List<ScalingFactor>();
        var step = 1 + StepShare / Math.Max(across.Points, down.Points);
        for (var factor = Least; factor < Most; factor *= step)
            if (Line(across, 1 / factor, block) + Line(down, 1 / factor, block) >= LeastOwn)
                tried.Add(new ScalingFactor(factor, Sum(across, factor, block) + Sum(down, factor, block)));
        var best = new List<ScalingFactor>();
        foreach (var factor in tried.OrderByDescending(t => t.Evidence))
        {
            if (best.TrueForAll(b => Math.Abs(Math.Log(factor.Factor / b.Factor)) > Apart)) best.Add(factor);
            if (best.Count == Kept) break;
        }
        return best;
    }

    /// <summary>A frequency as sampling folds it: 0 to 0.5.</summary>
    internal static double Fold(double frequency) => Math.Abs(frequency - Math.Round(frequency));

    private static double Sum(PhaseSpectrum spectrum, double factor, int block)
    {
        var sum = 0.0;
        for (var k = 1; k <= Block; k++) sum += Math.Clamp(Line(spectrum, k / (Block * factor), block) - 1, 0, k == Block ? MostOwn : MostOther);
        return sum;
    }

    private static double Line(PhaseSpectrum spectrum, double frequency, int block)
    {
        var folded = Fold(frequency);
        return spectrum.Speaks(folded, block) ? spectrum.At(folded) : 0;
    }
}
