namespace Touchstone.Engine.Detectors.Image.Resampling;

/// <summary>
/// The factor whose lines carry the most agreement: 1/ξ for interpolation itself, k/(8ξ) for the blocks of a JPEG that was scaled (Gallagher 2005), folded at one half.
/// </summary>
/// <param name="Factor">ξ = new size/old size.</param>
/// <param name="Own">What the line at 1/ξ adds: agreement − 1, bounded, both axes; 0 where it is weak or folds onto a frequency that is not read.</param>
/// <param name="Blocks">What the blocks' lines add, each bounded, both axes.</param>
/// <param name="Lines">The blocks' lines that are strong enough to speak by themselves, 0 to 7.</param>
internal readonly record struct ScalingFactor(double Factor, double Own, double Blocks, int Lines)
{
    private const double Least = 0.55, Most = 2.4;
    private const int Block = 8;

    // Steps of a third of a bin at the highest line.
    private const double StepShare = 1.0 / 3;

    // The line of interpolation itself must be there: two exponential values add up to 12 once in 12,000.
    private const double LeastOwn = 12;

    // Of two lines or fewer, several factors' blocks could be the origin.
    private const int LeastOfBlocks = 3;

    // As many as fold to one line between the limits, and one more.
    private const int Kept = 4;
    private const double Apart = 0.02;

    // What one line can add, so that one strong line cannot make up for seven that are missing: chosen on the first 20 tiles.
    private const double MostOwn = 30, MostOther = 10;

    /// <summary>Sum over its lines, both axes.</summary>
    internal double Evidence => Own + Blocks;

    /// <summary>Whether the blocks tell the factor from those that share its own line, or name it without that line.</summary>
    internal bool IsTold => Lines >= LeastOfBlocks;

    /// <summary>
    /// The best factors, best first, each more than 2 % from those before it; none where no line is strong enough. Where the blocks speak most for a factor whose own
    /// line is weak or not read, only factors without their own: what others have for their own is then the blocks'.
    /// </summary>
    internal static IReadOnlyList<ScalingFactor> Find(PhaseSpectrum across, PhaseSpectrum down, int block)
    {
        var tried = Try(across, down, block);
        var withOwn = tried.Where(t => t.Own > 0).ToList();
        var most = tried.Where(t => t.Own > 0 || t.IsTold).DefaultIfEmpty().MaxBy(t => t.Blocks);
        var isBlind = most.IsTold && (!across.Speaks(Fold(1 / most.Factor), block) || !down.Speaks(Fold(1 / most.Factor), block));
        var isBlocks = most.Own == 0 && most.IsTold && (isBlind || !withOwn.Exists(t => t.IsTold && Near(t, most))) && !AreHarmonics(across, down, most, withOwn, block);
        return Best(isBlocks ? [.. tried.Where(t => t.Own == 0 && t.IsTold)] : withOwn);
    }

    private static List<ScalingFactor> Try(PhaseSpectrum across, PhaseSpectrum down, int block)
    {
        var tried = new List<ScalingFactor>();
        var step = 1 + StepShare / Math.Max(across.Points, down.Points);
        for (var factor = Least; factor < Most; factor *= step)
        {
            var hasOwn = Line(across, 1 / factor, block) + Line(down, 1 / factor, block) >= LeastOwn;
            var (blocks, lines) = (0.0, 0);
            for (var k = 1; k < Block; k++)
            {
                var frequency = k / (Block * factor);
                blocks += Added(across, frequency, block, MostOther) + Added(down, frequency, block, MostOther);
                if (Line(across, frequency, block) + Line(down, frequency, block) >= LeastOwn) lines++;
            }
            tried.Add(new ScalingFactor(factor, hasOwn ? Added(across, 1 / factor, block, MostOwn) + Added(down, 1 / factor, block, MostOwn) : 0, blocks, lines));
        }
        return tried;
    }

    // Linear interpolation leaves multiples of 1/ξ too, which blocks of another factor may seem to explain: fewer than two lines beyond them are no blocks.
    private static bool AreHarmonics(PhaseSpectrum across, PhaseSpectrum down, ScalingFactor blocks, List<ScalingFactor> withOwn, int block)
    {
        const int most = 4, beyond = 2;
        var near = 2.0 / Math.Min(across.Points, down.Points);
        var lines = Enumerable.Range(1, Block - 1).Select(k => k / (Block * blocks.Factor)).Where(f => Line(across, f, block) + Line(down, f, block) >= LeastOwn).Select(Fold).ToList();
        return withOwn.Exists(t => lines.Count(l => !Enumerable.Range(1, most).Any(m => Math.Abs(Fold(m / t.Factor) - l) <= near)) < beyond);
    }

    private static List<ScalingFactor> Best(List<ScalingFactor> tried)
    {
        var best = new List<ScalingFactor>();
        foreach (var factor in tried.OrderByDescending(t => t.Evidence))
        {
            if (best.TrueForAll(b => !Near(factor, b))) best.Add(factor);
            if (best.Count == Kept) break;
        }
        return best;
    }

    /// <summary>A frequency as sampling folds it: 0 to 0.5.</summary>
    internal static double Fold(double frequency) => Math.Abs(frequency - Math.Round(frequency));

    private static bool Near(ScalingFactor one, ScalingFactor other) => Math.Abs(Math.Log(one.Factor / other.Factor)) <= Apart;

    private static double Added(PhaseSpectrum spectrum, double frequency, int block, double most) => Math.Clamp(Line(spectrum, frequency, block) - 1, 0, most);

    private static double Line(PhaseSpectrum spectrum, double frequency, int block)
    {
        var folded = Fold(frequency);
        return spectrum.Speaks(folded, block) ? spectrum.At(folded) : 0;
    }
}
